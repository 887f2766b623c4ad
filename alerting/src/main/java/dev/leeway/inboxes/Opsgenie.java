package dev.leeway.inboxes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import java.net.URI;
import java.util.Map;

/**
 * Opsgenie, by its Alert API v2: an alert is created under the incident's name and closed by it.
 *
 * @param url {@code https://api.opsgenie.com}, or {@code https://api.eu.opsgenie.com}
 * @param apiKey of an API integration
 */
public record Opsgenie(URI url, Secret apiKey, Template template) implements Inbox {

  public static final URI URL = URI.create("https://api.opsgenie.com");

  private static final int LONGEST_MESSAGE = 130;
  private static final int LONGEST_DESCRIPTION = 15_000;

  private static final Map<String, String> PRIORITIES =
      Map.of("critical", "P1", "warning", "P3", "info", "P5");

  public Opsgenie {
    url = WebAddress.base(url);
    requireNonNull(apiKey, "apiKey");
    requireNonNull(template, "template");
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> {
      Notice notice = Notice.of(dispatch);
      HttpCall call = notice.firing() ? create(notice) : close(notice);
      return Answers.usual(
          line.http().call(call.with("Authorization", "GenieKey " + apiKey.reveal())),
          line.clock().instant());
    };
  }

  @Override
  public String shown(Notice notice) {
    return (notice.firing() ? alert(notice) : closing(notice)).toPrettyString();
  }

  private HttpCall create(Notice notice) {
    return HttpCall.json(URI.create(url + "/v2/alerts"), alert(notice));
  }

  private HttpCall close(Notice notice) {
    return HttpCall.json(
        URI.create(
            url
                + "/v2/alerts/"
                + HttpCall.escaped(notice.incident())
                + "/close?identifierType=alias"),
        closing(notice));
  }

  private ObjectNode alert(Notice notice) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("message", Cut.to(LONGEST_MESSAGE, notice.title()));
    alert.put("alias", notice.incident());
    alert.put("description", Cut.to(LONGEST_DESCRIPTION, template.of(notice, text -> text)));
    alert.put("priority", PRIORITIES.getOrDefault(notice.text("severity"), "P3"));
    alert.put("source", "leeway");
    alert.put("entity", notice.text("model"));
    alert.putArray("tags").add("leeway").add(notice.text("cause"));
    ObjectNode details = alert.putObject("details");
    details.put("model", notice.text("model")).put("version", notice.text("version"));
    details.put("verdictKey", notice.text("verdictKey"));
    notice.links().forEach(details::put);
    return alert;
  }

  private static ObjectNode closing(Notice notice) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("source", "leeway");
    body.put("note", "resolved: " + notice.text("resolvedBy"));
    return body;
  }
}
