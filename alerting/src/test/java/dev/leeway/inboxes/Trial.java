package dev.leeway.inboxes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.AddressRules;
import dev.leeway.call.GuardedCaller;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.delivery.Recipient;
import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Alerts told over real connections to a server of the test. */
final class Trial {

  static final Instant NOW = Instant.parse("2001-03-05T12:00:00Z");
  static final AddressRules LOOPBACK = AddressRules.allowing("127.0.0.0/8");

  /** What a column's name must not become: a mention, a link, a heading, a line of its own. */
  static final String NASTY = "<!channel> *x* [a](http://evil) & \"q\"\nBcc: eve@example.org";

  private static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(1_500), 64 * 1024);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Trial() {}

  static Dispatch firing() {
    return dispatch(true, NASTY);
  }

  static Dispatch resolved() {
    return dispatch(false, NASTY);
  }

  static Dispatch dispatch(boolean firing, String summary) {
    String type = firing ? "dev.leeway.alert.firing" : "dev.leeway.alert.resolved";
    ObjectNode data = Template.sample(firing).data().deepCopy();
    data.put("summary", summary).put("fingerprint", "print").put("episode", 2);
    if (!firing) data.put("endsAt", "2001-03-05T03:00:00Z").put("resolvedBy", "recovered");
    ObjectNode event = JSON.createObjectNode();
    event.put("id", "id-1").put("type", type).set("data", data);
    Dispatch.Topic topic = new Dispatch.Topic("flight-delay", "print", 2, "", NOW);
    return Dispatch.queued(
        firing ? "id-1" : "id-2",
        new Dispatch.Message("ops", type, event.toString(), topic),
        NOW,
        1);
  }

  static Outcome send(Recipient recipient, Dispatch dispatch) throws InterruptedException {
    return send(recipient, dispatch, InstantSource.fixed(NOW), LIMITS);
  }

  /** To a real server: by the real time, and with the usual patience. */
  static Outcome sendNow(Recipient recipient, Dispatch dispatch) throws InterruptedException {
    return send(recipient, dispatch, InstantSource.system(), HttpLimits.DEFAULT);
  }

  private static Outcome send(
      Recipient recipient, Dispatch dispatch, InstantSource clock, HttpLimits limits)
      throws InterruptedException {
    try (GuardedCaller caller = new GuardedCaller(LOOPBACK, limits);
        Channel channel = recipient.channel(new Line(caller, LOOPBACK, clock))) {
      return channel.send(dispatch);
    }
  }

  static JsonNode json(Request request) {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(request.body(), e);
    }
  }
}
