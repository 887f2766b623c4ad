package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CircleCI: starts a pipeline on a branch. With a definition by the API of today ({@code
 * pipeline/run}), without one by the older API, which GitHub OAuth, Bitbucket and CircleCI Server
 * have. Neither recognises repeats.
 *
 * @param url {@code https://circleci.com}, or that of a CircleCI Server
 * @param project provider, organisation and project, as {@code gh/acme/churn}
 * @param definition id of the pipeline definition
 * @param token of a person: those of projects do not work here
 * @param parameters each must be declared in the pipeline's configuration, and none is secret
 */
public record CircleCi(
    URI url,
    String project,
    Optional<String> definition,
    String branch,
    Secret token,
    Parameters parameters)
    implements Pipeline {

  public static final URI URL = URI.create("https://circleci.com");

  private static final int SEGMENTS = 3;
  private static final int MOST_PARAMETERS = 100;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_VALUE = 512;

  /**
   * @throws IllegalArgumentException if the project has no three parts, or the parameters are more
   *     or longer than CircleCI takes
   */
  public CircleCi {
    url = WebAddress.base(url);
    requireNonNull(definition, "definition");
    requireNonNull(branch, "branch");
    requireNonNull(token, "token");
    String[] parts = project.split("/", -1);
    if (parts.length != SEGMENTS || Arrays.asList(parts).contains("")) {
      throw new IllegalArgumentException("project: must be provider/organisation/project");
    }
    if (parameters.fields().size() > MOST_PARAMETERS
        || parameters.fields().keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
      throw new IllegalArgumentException(
          "parameters: CircleCI takes at most 100, with names of at most 128 characters");
    }
  }

  @Override
  public boolean recognisesRepeats() {
    return false;
  }

  @Override
  public Channel channel(Line line) {
    // A slash of the slug that is percent-encoded is another address, which does not exist.
    String slug =
        Arrays.stream(project.split("/")).map(HttpCall::escaped).collect(Collectors.joining("/"));
    URI uri =
        URI.create(
            url
                + "/api/v2/project/"
                + slug
                + (definition.isPresent() ? "/pipeline/run" : "/pipeline"));
    return dispatch -> {
      HttpCall call =
          HttpCall.json(uri, body(Manifest.of(dispatch)))
              .with("Authorization", "Bearer " + token.reveal());
      return outcome(line.http().call(call), line);
    };
  }

  private ObjectNode body(Manifest manifest) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (definition.isPresent()) {
      body.put("definition_id", definition.get());
      body.putObject("config").put("branch", branch);
      body.putObject("checkout").put("branch", branch);
    } else {
      body.put("branch", branch);
    }
    body.set("parameters", parameters.json(manifest, LONGEST_VALUE));
    return body;
  }

  /** A 200 is no success here: the pipeline was left out, for a "[ci skip]" in the commit. */
  private static Outcome outcome(Reply reply, Line line) {
    if (reply instanceof Answered answered) {
      if (answered.status() == 201) {
        return new Outcome.Delivered("201", Json.of(answered).path("id").asText(""));
      }
      if (answered.succeeded()) {
        return new Outcome.Skipped(Json.of(answered).path("message").asText("nothing was started"));
      }
    }
    return Answers.once(reply, line.clock().instant());
  }
}
