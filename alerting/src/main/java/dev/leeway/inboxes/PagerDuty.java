package dev.leeway.inboxes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import java.net.URI;

/**
 * PagerDuty, by its Events API v2. An incident of Leeway is one of PagerDuty's, from the message
 * that opens it to the one that resolves it.
 *
 * @param url {@code https://events.pagerduty.com}, or that of the service region of Europe
 * @param routingKey integration key of the service
 */
public record PagerDuty(URI url, Secret routingKey, Template template) implements Inbox {

  public static final URI URL = URI.create("https://events.pagerduty.com");

  private static final int LONGEST_SUMMARY = 1_024;

  public PagerDuty {
    url = WebAddress.base(url);
    requireNonNull(routingKey, "routingKey");
    requireNonNull(template, "template");
  }

  @Override
  public Channel channel(Line line) {
    URI uri = URI.create(url + "/v2/enqueue");
    return dispatch ->
        Answers.usual(
            line.http().call(HttpCall.json(uri, event(Notice.of(dispatch)))),
            line.clock().instant());
  }

  @Override
  public String shown(Notice notice) {
    return event(notice).put("routing_key", routingKey.toString()).toPrettyString();
  }

  private ObjectNode event(Notice notice) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("routing_key", routingKey.reveal());
    event.put("event_action", notice.firing() ? "trigger" : "resolve");
    event.put("dedup_key", notice.incident());
    if (!notice.firing()) return event;
    event.put("client", "Leeway");
    ObjectNode payload = event.putObject("payload");
    payload.put("summary", Cut.to(LONGEST_SUMMARY, template.of(notice, text -> text)));
    payload.put("source", notice.text("model"));
    payload.put("severity", notice.text("severity"));
    payload.put("timestamp", notice.text("startsAt"));
    payload.put("component", notice.text("version"));
    payload.put("class", notice.text("cause"));
    payload.set("custom_details", notice.data());
    ArrayNode links = event.putArray("links");
    notice.links().forEach((name, link) -> links.addObject().put("href", link).put("text", name));
    return event;
  }
}
