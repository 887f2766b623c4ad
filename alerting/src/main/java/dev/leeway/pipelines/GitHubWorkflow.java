package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;

/**
 * GitHub Actions by {@code workflow_dispatch}: starts one workflow on a branch or tag. Newer
 * servers tell the run; none recognises repeats.
 *
 * @param workflow its file's name, such as {@code retrain.yml}, or its number
 * @param ref branch or tag
 * @param inputs each must be declared in the workflow, or GitHub refuses the request
 */
public record GitHubWorkflow(GitHub gitHub, String workflow, String ref, Parameters inputs)
    implements Pipeline {

  private static final int MOST_INPUTS = 25;

  /** All inputs together may have 65 535 characters. */
  private static final int LONGEST_INPUT = 40_000;

  /**
   * @throws IllegalArgumentException if there are more inputs than GitHub takes
   */
  public GitHubWorkflow {
    requireNonNull(gitHub, "gitHub");
    requireNonNull(workflow, "workflow");
    requireNonNull(ref, "ref");
    if (inputs.fields().size() > MOST_INPUTS) {
      throw new IllegalArgumentException("parameters: GitHub takes at most 25");
    }
  }

  @Override
  public boolean recognisesRepeats() {
    return false;
  }

  @Override
  public Channel channel(Line line) {
    String path = "/actions/workflows/" + HttpCall.escaped(workflow) + "/dispatches";
    return dispatch -> {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("ref", ref);
      body.set("inputs", inputs.json(Manifest.of(dispatch), LONGEST_INPUT));
      Reply reply = line.http().call(gitHub.post(path, body));
      if (reply instanceof Answered answered && answered.succeeded()) {
        String run = Json.of(answered).path("workflow_run_id").asText("");
        return new Outcome.Delivered(String.valueOf(answered.status()), run);
      }
      return GitHub.refusal(reply, line.clock().instant());
    };
  }
}
