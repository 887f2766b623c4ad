package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.outbox.Dispatch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Kubeflow Pipelines (API v2beta1): creates a run. Kubeflow takes two runs of one name, so the
 * name, which holds the trigger's id, is looked up before each attempt.
 *
 * @param url of the API server, with {@code /pipeline} where it is behind Kubeflow's gateway
 * @param run what is run
 * @param tokenFile holds a token of a service account; read for every call, since Kubernetes
 *     changes it
 */
public record Kubeflow(URI url, Run run, Optional<Path> tokenFile) implements Pipeline {

  private static final int LONGEST_VALUE = 10_000;

  /**
   * What is run.
   *
   * @param version of the pipeline; the latest if empty
   * @param experiment id of the experiment, which also says the namespace
   */
  public record Run(
      String pipeline, Optional<String> version, String experiment, Parameters parameters) {

    public Run {
      requireNonNull(pipeline, "pipeline");
      requireNonNull(version, "version");
      requireNonNull(experiment, "experiment");
      requireNonNull(parameters, "parameters");
    }
  }

  public Kubeflow {
    url = WebAddress.base(url);
    requireNonNull(run, "run");
    requireNonNull(tokenFile, "tokenFile");
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> {
      try {
        return send(dispatch, line);
      } catch (IOException e) {
        return new Outcome.Unavailable("the token's file cannot be read");
      }
    };
  }

  private Outcome send(Dispatch dispatch, Line line) throws IOException, InterruptedException {
    Manifest manifest = Manifest.of(dispatch);
    String name = "leeway-" + manifest.triggerId();
    Reply found = line.http().call(authorised(HttpCall.get(lookUp(name))));
    if (!(found instanceof Answered answered) || !answered.succeeded()) {
      return Answers.usual(found, line.clock().instant());
    }
    JsonNode runs = Json.of(answered).path("runs");
    if (!runs.isEmpty()) return new Outcome.Duplicate("run " + runs.get(0).path("run_id").asText());
    return outcome(line.http().call(authorised(create(name, manifest))), line);
  }

  private URI lookUp(String name) {
    ObjectNode filter = JsonNodeFactory.instance.objectNode();
    filter
        .putArray("predicates")
        .addObject()
        .put("key", "display_name")
        .put("operation", "EQUALS")
        .put("string_value", name);
    return URI.create(
        url
            + "/apis/v2beta1/runs?experiment_id="
            + HttpCall.escaped(run.experiment())
            + "&filter="
            + HttpCall.escaped(filter.toString()));
  }

  private HttpCall create(String name, Manifest manifest) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("display_name", name);
    body.put("description", manifest.field("reason"));
    body.put("experiment_id", run.experiment());
    ObjectNode version = body.putObject("pipeline_version_reference");
    version.put("pipeline_id", run.pipeline());
    run.version().ifPresent(id -> version.put("pipeline_version_id", id));
    body.putObject("runtime_config")
        .set("parameters", run.parameters().json(manifest, LONGEST_VALUE));
    URI uri =
        URI.create(url + "/apis/v2beta1/runs?experiment_id=" + HttpCall.escaped(run.experiment()));
    return HttpCall.json(uri, body);
  }

  private HttpCall authorised(HttpCall call) throws IOException {
    if (tokenFile.isEmpty()) return call;
    return call.with("Authorization", "Bearer " + Files.readString(tokenFile.get()).strip());
  }

  private static Outcome outcome(Reply reply, Line line) {
    if (reply instanceof Answered answered && answered.succeeded()) {
      return new Outcome.Delivered(
          String.valueOf(answered.status()), Json.of(answered).path("run_id").asText(""));
    }
    // Aborted: two wrote at once; nothing was created.
    if (reply instanceof Answered answered && answered.status() == 409) {
      return new Outcome.Unavailable("409");
    }
    return Answers.usual(reply, line.clock().instant());
  }
}
