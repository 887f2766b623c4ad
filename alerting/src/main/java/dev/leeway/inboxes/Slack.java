package dev.leeway.inboxes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Slack, by an incoming webhook.
 *
 * @param url of the webhook: whoever knows it can post
 * @param template of the text below the title, in Slack's mrkdwn
 */
public record Slack(Secret url, Template template) implements Inbox {

  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_TEXT = 3_000;

  /**
   * @throws IllegalArgumentException if the address is none
   */
  public Slack {
    WebAddress.checked(URI.create(url.reveal()));
    requireNonNull(template, "template");
  }

  @Override
  public Channel channel(Line line) {
    URI uri = URI.create(url.reveal());
    return dispatch -> {
      Reply reply = line.http().call(HttpCall.json(uri, message(Notice.of(dispatch))));
      if (reply instanceof Answered answered
          && answered.succeeded()
          && !answered.body().strip().equals("ok")) {
        return new Outcome.Refused(answered.status() + " without Slack's ok");
      }
      return Answers.usual(reply, line.clock().instant());
    };
  }

  @Override
  public String shown(Notice notice) {
    return message(notice).toPrettyString();
  }

  private ObjectNode message(Notice notice) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    // Shown in notifications, where blocks are not.
    message.put("text", escaped(notice.title()));
    ArrayNode blocks = message.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header");
    header
        .putObject("text")
        .put("type", "plain_text")
        .put("text", Cut.to(LONGEST_TITLE, notice.title()));
    section(blocks, template.of(notice, Slack::escaped));
    Map<String, String> links = notice.links();
    if (!links.isEmpty()) {
      section(
          blocks,
          links.entrySet().stream()
              .map(link -> "<" + linked(link.getValue()) + "|" + link.getKey() + ">")
              .collect(Collectors.joining(" · ")));
    }
    return message;
  }

  private static void section(ArrayNode blocks, String text) {
    ObjectNode section = blocks.addObject().put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", Cut.to(LONGEST_TEXT, text));
  }

  /** Slack's three control characters; without them nothing becomes a link or a mention. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String linked(String url) {
    return escaped(url).replace("|", "%7C");
  }

  @Override
  public String toString() {
    return "Slack[" + WebAddress.shown(URI.create(url.reveal())) + "]";
  }
}
