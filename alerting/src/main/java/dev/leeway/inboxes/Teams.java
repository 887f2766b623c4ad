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
import java.util.Map;

/**
 * Microsoft Teams, by a workflow that posts to a channel when a webhook request is received.
 *
 * @param url of the workflow: whoever knows it can post
 * @param template of the text below the title, in the Markdown of adaptive cards
 */
public record Teams(Secret url, Template template) implements Inbox {

  /** A message may have 28 KB; the text is what can be long. */
  private static final int LONGEST_TEXT = 8_000;

  private static final String SPECIAL = "\\`*_{}[]()#+-.!|~<>";

  /**
   * @throws IllegalArgumentException if the address is none
   */
  public Teams {
    WebAddress.checked(URI.create(url.reveal()));
    requireNonNull(template, "template");
  }

  @Override
  public Channel channel(Line line) {
    URI uri = URI.create(url.reveal());
    return dispatch ->
        Answers.usual(
            line.http().call(HttpCall.json(uri, message(Notice.of(dispatch)))),
            line.clock().instant());
  }

  @Override
  public String shown(Notice notice) {
    return message(notice).toPrettyString();
  }

  private ObjectNode message(Notice notice) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    // What Teams shows on every platform.
    card.put("version", "1.4");
    ArrayNode body = card.putArray("body");
    block(body, escaped(notice.title()))
        .put("weight", "Bolder")
        .put("size", "Medium")
        .put("color", notice.firing() ? "Attention" : "Good");
    block(body, Cut.to(LONGEST_TEXT, template.of(notice, Teams::escaped)));
    Map<String, String> links = notice.links();
    ArrayNode actions = card.putArray("actions");
    links.forEach(
        (name, link) ->
            actions.addObject().put("type", "Action.OpenUrl").put("title", name).put("url", link));
    return message;
  }

  private static ObjectNode block(ArrayNode body, String text) {
    return body.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
  }

  /** Every character that Markdown could take for its own gets a backslash. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) escaped.append('\\');
      escaped.append(c);
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return "Teams[" + WebAddress.shown(URI.create(url.reveal())) + "]";
  }
}
