package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;

/**
 * GitHub Actions by {@code repository_dispatch}: starts the workflows on the default branch that
 * wait for the event. GitHub tells no run and recognises no repeats.
 *
 * @param event name that the workflows wait for, up to 100 characters
 */
public record GitHubEvent(GitHub gitHub, String event) implements Pipeline {

  public static final String EVENT = "leeway.retrain";

  private static final int LONGEST_EVENT = 100;

  /** GitHub takes less than 64 KB of payload. */
  private static final int MOST_BYTES = 60_000;

  /**
   * @throws IllegalArgumentException if the event's name is empty or too long
   */
  public GitHubEvent {
    requireNonNull(gitHub, "gitHub");
    if (event.isEmpty() || event.length() > LONGEST_EVENT) {
      throw new IllegalArgumentException("event: must have 1 to 100 characters");
    }
  }

  @Override
  public boolean recognisesRepeats() {
    return false;
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> {
      Reply reply = line.http().call(gitHub.post("/dispatches", body(Manifest.of(dispatch))));
      if (reply instanceof Answered answered && answered.status() == 204) {
        return new Outcome.Delivered("204");
      }
      return GitHub.refusal(reply, line.clock().instant());
    };
  }

  /** At most ten keys beside each other, so the manifest as a whole is one of them. */
  private ObjectNode body(Manifest manifest) {
    ObjectNode payload = manifest.fields();
    payload.set("leeway", manifest.data());
    if (payload.toString().getBytes(UTF_8).length > MOST_BYTES) payload.remove("leeway");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("event_type", event);
    body.set("client_payload", payload);
    return body;
  }
}
