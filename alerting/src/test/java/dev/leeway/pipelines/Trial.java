package dev.leeway.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.call.AddressRules;
import dev.leeway.call.GuardedCaller;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.delivery.Recipient;
import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One request for a retraining, sent over real connections to a server of the test. */
final class Trial {

  static final Instant NOW = Instant.parse("2001-03-05T12:00:00Z");
  static final Secret TOKEN = new Secret("t0ken");
  static final String TRIGGER = "fqxbuovh4ij2gbewtz52cqyr7umu33dky7l5daxwbacgc3tvcpua";
  static final String SUMMARY = "flight-delay version 1: 1 column drifted \"é\" & more";

  static final AddressRules LOOPBACK = AddressRules.allowing("127.0.0.0/8");

  private static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(1_500), 64 * 1024);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Trial() {}

  static Dispatch dispatch() {
    String body =
        """
        {"specversion": "1.0", "type": "dev.leeway.retraining.requested", "data": {
          "triggerId": "%s", "model": "flight-delay", "version": "1", "policy": "nightly",
          "summary": %s, "referenceId": "e9938730ff2c98db",
          "windows": {"from": "2001-03-05T01:00:00Z", "to": "2001-03-05T02:00:00Z"},
          "drifted": [{"column": "distance"}],
          "links": {"verdicts": "https://leeway.example.com/v1/models/flight-delay/verdicts?a=b"}}}
        """
            .formatted(TRIGGER, JSON.getNodeFactory().textNode(SUMMARY));
    Dispatch.Topic topic = new Dispatch.Topic("flight-delay", "print", 1, "nightly", NOW);
    return Dispatch.queued(
        TRIGGER,
        new Dispatch.Message("ci", "dev.leeway.retraining.requested", body, topic),
        NOW,
        1);
  }

  static Outcome send(Recipient recipient) throws InterruptedException {
    return send(recipient, 1);
  }

  /** Sends the same request so often through one channel; what the last attempt met. */
  static Outcome send(Recipient recipient, int attempts) throws InterruptedException {
    return send(recipient, attempts, InstantSource.fixed(NOW), LIMITS);
  }

  /** To a real server: by the real time, and with the usual patience. */
  static Outcome sendNow(Recipient recipient) throws InterruptedException {
    return send(recipient, 1, InstantSource.system(), HttpLimits.DEFAULT);
  }

  private static Outcome send(
      Recipient recipient, int attempts, InstantSource clock, HttpLimits limits)
      throws InterruptedException {
    try (GuardedCaller caller = new GuardedCaller(LOOPBACK, limits);
        Channel channel = recipient.channel(new Line(caller, LOOPBACK, clock))) {
      for (int i = 1; i < attempts; i++) channel.send(dispatch());
      return channel.send(dispatch());
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
