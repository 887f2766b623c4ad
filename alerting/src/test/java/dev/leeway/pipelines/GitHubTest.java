package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.json;
import static dev.leeway.call.ScriptedReceiver.status;
import static dev.leeway.pipelines.Trial.NOW;
import static dev.leeway.pipelines.Trial.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GitHubTest {

  @Test
  void event_asksAsGitHubDocumentsIt() throws Exception {
    try (ScriptedReceiver gitHub = new ScriptedReceiver(status(204))) {
      assertThat(Trial.send(event(gitHub))).isEqualTo(new Outcome.Delivered("204"));
      Request request = gitHub.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /repos/acme/flight.delay/dispatches HTTP/1.1");
      requireHeaders(request);
      JsonNode body = Trial.json(request);
      assertThat(body.fieldNames()).toIterable().containsExactly("event_type", "client_payload");
      assertThat(body.path("event_type").asText()).isEqualTo("leeway.retrain");
      JsonNode payload = body.path("client_payload");
      assertThat(payload.size()).isLessThanOrEqualTo(10);
      assertThat(payload.path("trigger_id").asText()).isEqualTo(Trial.TRIGGER);
      assertThat(payload.path("model").asText()).isEqualTo("flight-delay");
      assertThat(payload.path("model_version").asText()).isEqualTo("1");
      assertThat(payload.path("reason").asText()).isEqualTo(Trial.SUMMARY);
      assertThat(payload.at("/leeway/windows/from").asText()).isEqualTo("2001-03-05T01:00:00Z");
    }
  }

  @Test
  void workflow_asksAsGitHubDocumentsIt() throws Exception {
    String run = "{\"workflow_run_id\": 123456, \"run_url\": \"u\", \"html_url\": \"h\"}";
    try (ScriptedReceiver gitHub = new ScriptedReceiver(json(200, run))) {
      assertThat(Trial.send(workflow(gitHub))).isEqualTo(new Outcome.Delivered("200", "123456"));
      Request request = gitHub.requests().get(0);
      assertThat(request.line())
          .isEqualTo(
              "POST /repos/acme/flight.delay/actions/workflows/retrain.yml/dispatches HTTP/1.1");
      requireHeaders(request);
      JsonNode body = Trial.json(request);
      assertThat(body.fieldNames()).toIterable().containsExactly("ref", "inputs");
      assertThat(body.path("ref").asText()).isEqualTo("main");
      assertThat(body.path("inputs"))
          .as("GitHub takes texts only")
          .allSatisfy(input -> assertThat(input.isTextual()).isTrue());
      assertThat(body.path("inputs").fieldNames())
          .toIterable()
          .containsExactly("trigger_id", "model", "model_version", "reason", "report_url");
    }
  }

  @Test
  void workflow_takesAnAnswerWithoutARun() throws Exception {
    try (ScriptedReceiver gitHub = new ScriptedReceiver(status(204))) {
      assertThat(Trial.send(workflow(gitHub))).isEqualTo(new Outcome.Delivered("204"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 422})
  void send_takesAWrongRequestAsRefused(int status) throws Exception {
    assertThat(answered(json(status, "{\"message\": \"Not Found\"}")))
        .isEqualTo(new Outcome.Refused(String.valueOf(status)));
  }

  @Test
  void send_tellsARateLimitFromAWrongToken() throws Exception {
    assertThat(answered(json(403, "{\"message\": \"Resource not accessible\"}")))
        .isEqualTo(new Outcome.Refused("403"));
    assertThat(answered(status(403, "retry-after: 90")))
        .isEqualTo(new Outcome.Unavailable("403 rate limit", Duration.ofSeconds(90)));
    String reset = "x-ratelimit-reset: " + NOW.plusSeconds(1_800).getEpochSecond();
    assertThat(answered(status(403, "x-ratelimit-remaining: 0", reset)))
        .isEqualTo(new Outcome.Unavailable("403 rate limit", Duration.ofMinutes(30)));
    assertThat(answered(json(403, "{\"message\": \"You have exceeded a secondary rate limit\"}")))
        .isEqualTo(new Outcome.Unavailable("403 rate limit", Duration.ofMinutes(1)));
    assertThat(answered(status(429)))
        .isEqualTo(new Outcome.Unavailable("429 rate limit", Duration.ofMinutes(1)));
  }

  /** GitHub would train twice, so an attempt whose end nobody knows is not made again. */
  @Test
  void send_holdsARequestThatMayHaveBeenTaken() throws Exception {
    assertThat(answered(status(502))).isEqualTo(new Outcome.Ambiguous("502"));
    assertThat(answered(ScriptedReceiver.hang())).isEqualTo(new Outcome.Ambiguous("timeout"));
  }

  @Test
  void new_refusesWhatGitHubWouldRefuse() {
    java.net.URI api = GitHub.API;
    assertThatThrownBy(() -> new GitHub(api, "acme", TOKEN)).hasMessageContaining("repository");
    assertThatThrownBy(() -> new GitHub(api, "acme/a/b", TOKEN)).hasMessageContaining("repository");
    GitHub gitHub = new GitHub(api, "acme/churn", TOKEN);
    assertThatThrownBy(() -> new GitHubEvent(gitHub, "e".repeat(101)))
        .hasMessageContaining("event");
    assertThatThrownBy(() -> new Parameters(Map.of("model", "modle")))
        .hasMessageContaining("modle");
    assertThat(new GitHubEvent(gitHub, "e").toString()).doesNotContain("t0ken");
  }

  private static void requireHeaders(Request request) {
    assertThat(request.header("accept")).isEqualTo("application/vnd.github+json");
    assertThat(request.header("authorization")).isEqualTo("Bearer t0ken");
    assertThat(request.header("x-github-api-version")).isEqualTo("2026-03-10");
    assertThat(request.header("user-agent")).isNotEmpty();
    assertThat(request.header("content-type")).startsWith("application/json");
  }

  private static Outcome answered(Answer answer) throws Exception {
    try (ScriptedReceiver gitHub = new ScriptedReceiver(answer)) {
      Outcome outcome = Trial.send(event(gitHub));
      gitHub.then(answer);
      assertThat(Trial.send(workflow(gitHub))).isEqualTo(outcome);
      return outcome;
    }
  }

  private static GitHubEvent event(ScriptedReceiver server) {
    return new GitHubEvent(gitHub(server), GitHubEvent.EVENT);
  }

  private static GitHubWorkflow workflow(ScriptedReceiver server) {
    return new GitHubWorkflow(gitHub(server), "retrain.yml", "main", Parameters.USUAL);
  }

  private static GitHub gitHub(ScriptedReceiver server) {
    return new GitHub(server.uri("/"), "acme/flight.delay", TOKEN);
  }
}
