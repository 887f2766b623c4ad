package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.json;
import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CircleCiTest {

  private static final String STARTED =
      "{\"id\": \"5034460f\", \"state\": \"created\", \"number\": 42, \"created_at\": \"t\"}";

  @Test
  void send_runsADefinition() throws Exception {
    try (ScriptedReceiver circle = new ScriptedReceiver(json(201, STARTED))) {
      assertThat(Trial.send(circleCi(circle, Optional.of("def-1"))))
          .isEqualTo(new Outcome.Delivered("201", "5034460f"));
      Request request = circle.requests().get(0);
      assertThat(request.line())
          .isEqualTo("POST /api/v2/project/gh/acme%20inc/churn/pipeline/run HTTP/1.1");
      assertThat(request.header("authorization")).isEqualTo("Bearer t0ken");
      JsonNode body = Trial.json(request);
      assertThat(body.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("definition_id", "config", "checkout", "parameters");
      assertThat(body.path("definition_id").asText()).isEqualTo("def-1");
      assertThat(body.at("/config/branch").asText()).isEqualTo("main");
      assertThat(body.at("/checkout/branch").asText()).isEqualTo("main");
      assertThat(body.at("/parameters/trigger_id").asText()).isEqualTo(Trial.TRIGGER);
    }
  }

  @Test
  void send_knowsTheOlderApi() throws Exception {
    try (ScriptedReceiver circle = new ScriptedReceiver(json(201, STARTED))) {
      Trial.send(circleCi(circle, Optional.empty()));
      Request request = circle.requests().get(0);
      assertThat(request.line())
          .isEqualTo("POST /api/v2/project/gh/acme%20inc/churn/pipeline HTTP/1.1");
      assertThat(Trial.json(request).fieldNames())
          .toIterable()
          .containsExactly("branch", "parameters");
    }
  }

  @Test
  void send_cutsParametersToWhatCircleTakes() throws Exception {
    try (ScriptedReceiver circle = new ScriptedReceiver(json(201, STARTED))) {
      Trial.send(circleCi(circle, Optional.empty()));
      assertThat(Trial.json(circle.requests().get(0)).at("/parameters/all").asText())
          .hasSizeLessThanOrEqualTo(512);
    }
  }

  /** The trap of this API: a pipeline that was left out is answered with 200. */
  @Test
  void send_takesAnOkThatStartedNothingAsSkipped() throws Exception {
    String message = "Ignoring pipeline due to CI skip in the commit";
    assertThat(answered(json(200, "{\"message\": \"" + message + "\"}")))
        .isEqualTo(new Outcome.Skipped(message));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404})
  void send_takesAWrongRequestAsRefused(int status) throws Exception {
    assertThat(answered(json(status, "{\"message\": \"Project not found\"}")))
        .isEqualTo(new Outcome.Refused(String.valueOf(status)));
  }

  @Test
  void send_waitsAsLongAsItIsAsked() throws Exception {
    assertThat(answered(status(429, "Retry-After: 30")))
        .isEqualTo(new Outcome.Unavailable("429", Duration.ofSeconds(30)));
  }

  @Test
  void send_holdsARequestThatMayHaveBeenTaken() throws Exception {
    assertThat(answered(status(500))).isEqualTo(new Outcome.Ambiguous("500"));
  }

  @Test
  void new_refusesAProjectWithoutThreeParts() {
    for (String project : new String[] {"acme/churn", "gh/acme/churn/x", "gh//churn", ""}) {
      assertThatThrownBy(
              () ->
                  new CircleCi(
                      CircleCi.URL,
                      project,
                      Optional.empty(),
                      "main",
                      Trial.TOKEN,
                      Parameters.USUAL))
          .hasMessageContaining("project");
    }
  }

  private static Outcome answered(Answer answer) throws Exception {
    try (ScriptedReceiver circle = new ScriptedReceiver(answer)) {
      return Trial.send(circleCi(circle, Optional.of("def-1")));
    }
  }

  private static CircleCi circleCi(ScriptedReceiver server, Optional<String> definition) {
    return new CircleCi(
        server.uri(""),
        "gh/acme inc/churn",
        definition,
        "main",
        Trial.TOKEN,
        new Parameters(Map.of("trigger_id", "trigger_id", "all", "manifest")));
  }
}
