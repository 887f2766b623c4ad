package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.api.RetrainingRoutes.Desk;
import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Stage;
import dev.leeway.pipelines.Retrainings.Taken;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainingRoutesTest {

  private final List<Report> reports = new ArrayList<>();

  @Test
  void report_isTaken() throws Exception {
    HttpResponse<String> answer =
        post("{\"stage\": \"finished\", \"version\": \"2\", \"note\": null}", Taken.RECORDED);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"id\":\"abc\",\"stage\":\"finished\",\"recorded\":true}");
    assertThat(reports).containsExactly(new Report(Stage.FINISHED, "2", "", ""));
  }

  @Test
  void report_saysWhatBecameOfIt() throws Exception {
    String body = "{\"stage\": \"started\"}";
    assertThat(post(body, Taken.IGNORED).body()).contains("\"recorded\":false");
    assertProblem(post(body, Taken.UNKNOWN), 404, "unknown_retraining");
    assertProblem(post(body, Taken.CONTRADICTS), 409, "retraining_ended");
  }

  @Test
  void report_isAskedForAgainWhileKafkaIsAway() throws Exception {
    HttpResponse<String> answer =
        post(
            "{\"stage\": \"started\"}",
            (id, report) -> {
              throw new TimeoutException("no broker");
            });
    assertProblem(answer, 503, "outbox_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void list_tellsHowEachStands(@TempDir Path directory) throws Exception {
    try (ApiServer api = new ApiServer(directory)) {
      JsonNode all = api.json("/v1/retrainings?model=flights").get("retrainings");
      assertThat(all).hasSize(1);
      assertThat(all.get(0).get("state").asText()).isEqualTo("DELIVERED");
      assertThat(all.get(0).at("/report/stage").asText()).isEqualTo("finished");
      assertThat(all.get(0).at("/report/version").asText()).isEqualTo("2");
      assertThat(all.get(0).has("manifest")).isFalse();
      assertThat(api.json("/v1/retrainings?model=other").get("retrainings")).isEmpty();

      JsonNode one = api.json("/v1/retrainings/" + Asked.ID);
      assertThat(one.at("/manifest/model").asText()).isEqualTo("flights");
      assertThat(api.problem(404, "/v1/retrainings/nobody").get("code").asText())
          .isEqualTo("unknown_retraining");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense-4711",
        "[]",
        "{}",
        "{\"stage\": \"begun\"}",
        "{\"stage\": \"failed\", \"version\": \"2\"}",
        "{\"stage\": \"started\", \"stage\": \"failed\"}",
        "{\"stage\": \"started\", \"nonsense-4711\": 1}",
        "{\"stage\": \"started\", \"note\": [\"nonsense-4711\"]}"
      })
  void report_refusesABodyOfAnotherForm(String body) throws Exception {
    HttpResponse<String> answer = post(body, Taken.RECORDED);
    assertProblem(answer, 400, "bad_report");
    assertThat(answer.body()).doesNotContain("nonsense-4711");
    assertThat(reports).isEmpty();
  }

  @Test
  void report_refusesALongBody() throws Exception {
    assertProblem(post("\"" + "x".repeat(20_000) + "\"", Taken.RECORDED), 413, "body_too_large");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  private HttpResponse<String> post(String body, Taken taken) throws Exception {
    return post(
        body,
        (id, report) -> {
          reports.add(report);
          return taken;
        });
  }

  private static HttpResponse<String> post(String body, Desk desk) throws Exception {
    Javalin server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  new RetrainingRoutes(desk, List::of).register(config.routes);
                  config.routes.exception(
                      Problem.Refusal.class, (refusal, ctx) -> refusal.problem().send(ctx));
                })
            .start();
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/v1/retrainings/abc"))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }
}
