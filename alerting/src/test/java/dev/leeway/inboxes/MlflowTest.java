package dev.leeway.inboxes;

import static dev.leeway.call.ScriptedReceiver.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MlflowTest {

  private static final String NOT_FOUND =
      "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such version\"}";

  private final Map<String, String> tags = new TreeMap<>();
  private final List<JsonNode> batches = new ArrayList<>();
  private int runs;

  @Test
  void send_tagsTheModelVersion() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(this::answer)) {
      Mlflow mlflow = mlflow(server, Optional.empty());
      assertThat(Trial.send(mlflow, Trial.firing())).isEqualTo(new Outcome.Delivered("tagged"));
      assertThat(tags)
          .containsEntry("leeway.drift.status", "firing")
          .containsEntry("leeway.report_url", "https://leeway.example.com/v1/models/flight-delay")
          .containsKey("leeway.verdict");
      Trial.send(mlflow, Trial.resolved());
      assertThat(tags).containsEntry("leeway.drift.status", "resolved");
      assertThat(runs).isZero();
    }
  }

  @Test
  void send_logsMeasuresToOneRunOfItsOwn() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(this::answer)) {
      Mlflow mlflow = mlflow(server, Optional.of("7"));
      assertThat(Trial.send(mlflow, Trial.firing()))
          .isEqualTo(new Outcome.Delivered("tagged and logged", "run-1"));
      Trial.send(mlflow, Trial.firing());
      assertThat(runs).isEqualTo(1);
      assertThat(batches).hasSize(2);
      assertThat(batches.get(0)).as("a repetition is the same point").isEqualTo(batches.get(1));
      JsonNode metric = batches.get(0).at("/metrics/0");
      assertThat(metric.path("key").asText()).isEqualTo("leeway/effect/distance");
      assertThat(metric.path("value").asDouble()).isEqualTo(0.222);
    }
  }

  @Test
  void send_saysThatTheVersionIsUnknown() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(json(404, NOT_FOUND))) {
      assertThat(Trial.send(mlflow(server, Optional.empty()), Trial.firing()))
          .isEqualTo(new Outcome.Refused("404"));
    }
  }

  @Test
  void key_isOneThatMlflowTakes() {
    assertThat(Mlflow.key("leeway/ks/a:b[0]//c/../d"))
        .isEqualTo("leeway/ks/a_b_0_/c/_/d")
        .matches("[\\w/.\\- ]+");
    assertThat(Mlflow.key("x".repeat(300))).hasSize(250);
  }

  /** As strict as the real one about names, types and versions as texts. */
  private synchronized Answer answer(Request request) {
    JsonNode body = Trial.json(request);
    if (!request.header("authorization").equals("Bearer t0ken")) return json(401, "{}");
    switch (request.line()) {
      case "POST /api/2.0/mlflow/model-versions/set-tag HTTP/1.1" -> {
        if (!body.path("version").isTextual()
            || !body.path("name").asText().equals("flight-delay")) {
          return json(404, NOT_FOUND);
        }
        if (!body.path("key").asText().matches("[\\w/.\\- ]{1,250}")) return json(400, "{}");
        tags.put(body.path("key").asText(), body.path("value").asText());
        return json(200, "{}");
      }
      case "POST /api/2.0/mlflow/runs/search HTTP/1.1" -> {
        boolean right =
            body.at("/experiment_ids/0").asText().equals("7")
                && body.path("filter")
                    .asText()
                    .equals("tags.leeway.model = 'flight-delay' and tags.leeway.version = '1'");
        if (!right) return json(400, "{}");
        return json(200, runs == 0 ? "{}" : "{\"runs\": [{\"info\": {\"run_id\": \"run-1\"}}]}");
      }
      case "POST /api/2.0/mlflow/runs/create HTTP/1.1" -> {
        runs++;
        return json(200, "{\"run\": {\"info\": {\"run_id\": \"run-" + runs + "\"}}}");
      }
      case "POST /api/2.0/mlflow/runs/log-batch HTTP/1.1" -> {
        if (!body.path("run_id").asText().equals("run-1")) return json(404, NOT_FOUND);
        batches.add(body);
        return json(200, "{}");
      }
      default -> {
        return json(404, "{}");
      }
    }
  }

  private static Mlflow mlflow(ScriptedReceiver server, Optional<String> experiment) {
    return new Mlflow(
        server.uri("/"), Optional.of(new dev.leeway.call.Secret("t0ken")), experiment);
  }
}
