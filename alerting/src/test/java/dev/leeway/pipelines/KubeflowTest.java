package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class KubeflowTest {

  private final List<JsonNode> created = new ArrayList<>();

  @Test
  void send_createsARun() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(this::answer)) {
      assertThat(Trial.send(kubeflow(server, Optional.empty())))
          .isEqualTo(new Outcome.Delivered("200", "run-1"));
      JsonNode body = created.get(0);
      assertThat(body.path("display_name").asText()).isEqualTo("leeway-" + Trial.TRIGGER);
      assertThat(body.path("experiment_id").asText()).isEqualTo("exp 1");
      assertThat(body.at("/pipeline_version_reference/pipeline_id").asText()).isEqualTo("pipe");
      assertThat(body.at("/pipeline_version_reference").has("pipeline_version_id")).isFalse();
      assertThat(body.at("/runtime_config/parameters/model").asText()).isEqualTo("flight-delay");
    }
  }

  /** Kubeflow itself takes two runs of one name. */
  @Test
  void send_looksTheRunUpBeforeItCreatesOne() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(this::answer)) {
      assertThat(Trial.send(kubeflow(server, Optional.empty()), 3))
          .isEqualTo(new Outcome.Duplicate("run run-1"));
      assertThat(created).hasSize(1);
    }
  }

  @Test
  void send_readsTheTokenForEveryCall(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    try (ScriptedReceiver server =
        ScriptedReceiver.answering(
            request -> {
              try {
                Files.writeString(token, "second\n");
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return answer(request);
            })) {
      Trial.send(kubeflow(server, Optional.of(token)));
      assertThat(server.requests())
          .extracting(request -> request.header("authorization"))
          .containsExactly("Bearer first", "Bearer second");
      Files.delete(token);
      assertThat(Trial.send(kubeflow(server, Optional.of(token))))
          .isEqualTo(new Outcome.Unavailable("the token's file cannot be read"));
    }
  }

  @Test
  void send_readsRefusals() throws Exception {
    try (ScriptedReceiver server =
        new ScriptedReceiver(json(200, "{}"), json(409, "{\"code\": 10}"))) {
      assertThat(Trial.send(kubeflow(server, Optional.empty())))
          .isEqualTo(new Outcome.Unavailable("409"));
    }
    try (ScriptedReceiver server = new ScriptedReceiver(json(403, "{\"code\": 7}"))) {
      assertThat(Trial.send(kubeflow(server, Optional.empty())))
          .isEqualTo(new Outcome.Refused("403"));
    }
    try (ScriptedReceiver server = new ScriptedReceiver(json(503, "{\"code\": 14}"))) {
      assertThat(Trial.send(kubeflow(server, Optional.empty())))
          .isEqualTo(new Outcome.Unavailable("503"));
    }
  }

  private synchronized Answer answer(Request request) {
    String[] line = request.line().split(" ");
    URI uri = URI.create(line[1]);
    if (!uri.getPath().equals("/pipeline/apis/v2beta1/runs")) return json(404, "{\"code\": 5}");
    if (!uri.getRawQuery().startsWith("experiment_id=exp%201")) return json(400, "{\"code\": 3}");
    if (line[0].equals("POST")) {
      created.add(Trial.json(request));
      return json(200, "{\"run_id\": \"run-1\", \"state\": \"PENDING\"}");
    }
    String filter = URLDecoder.decode(uri.getRawQuery().replaceAll(".*&filter=", ""), UTF_8);
    String wanted =
        "{\"predicates\":[{\"key\":\"display_name\",\"operation\":\"EQUALS\",\"string_value\":\""
            + "leeway-"
            + Trial.TRIGGER
            + "\"}]}";
    if (!filter.equals(wanted)) return json(400, "{\"code\": 3}");
    return json(200, created.isEmpty() ? "{}" : "{\"runs\": [{\"run_id\": \"run-1\"}]}");
  }

  private static Kubeflow kubeflow(ScriptedReceiver server, Optional<Path> token) {
    return new Kubeflow(
        server.uri("/pipeline"),
        new Kubeflow.Run("pipe", Optional.empty(), "exp 1", Parameters.USUAL),
        token);
  }
}
