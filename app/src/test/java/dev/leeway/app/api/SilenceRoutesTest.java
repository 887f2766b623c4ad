package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceRoutesTest {

  private static final String UNTIL = "\"until\": \"2001-03-06T12:00:00Z\"";
  private static final String SAID = "\"by\": \"anna\", \"why\": \"release\"";

  private final FakeDesk desk = new FakeDesk();
  private final Javalin server =
      Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.jetty.host = "127.0.0.1";
                config.jetty.port = 0;
                new SilenceRoutes(desk).register(config.routes);
                config.routes.exception(
                    Problem.Refusal.class, (refusal, ctx) -> refusal.problem().send(ctx));
              })
          .start();

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void silence_isSetListedAndTakenBack() throws Exception {
    HttpResponse<String> made =
        ask(
            "POST",
            "/v1/silences",
            "{\"model\": \"m\", \"segment\": \"\", %s, %s}".formatted(UNTIL, SAID));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = json(made).get("id").asText();
    assertThat(desk.silences().get(0).of()).isEqualTo(FakeDesk.allRowsOf("m"));

    JsonNode listed = json(ask("GET", "/v1/silences", "")).get("silences");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0)).isEqualTo(json(made));
    assertThat(listed.get(0).get("by").asText()).isEqualTo("anna");
    assertThat(listed.get(0).get("why").asText()).isEqualTo("release");
    assertThat(listed.get(0).get("until").asText()).isEqualTo("2001-03-06T12:00:00Z");

    assertThat(ask("DELETE", "/v1/silences/" + id + "?by=bob", "").statusCode()).isEqualTo(204);
    assertThat(desk.silences()).isEmpty();
    assertProblem(ask("DELETE", "/v1/silences/" + id + "?by=bob", ""), 404, "unknown_silence");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense-4711",
        "[]",
        "{" + UNTIL + ", " + SAID + "}",
        "{\"model\": \"m\", " + SAID + "}",
        "{\"model\": \"m\", " + UNTIL + "}",
        "{\"model\": \"m\", " + UNTIL + ", \"by\": \" \", \"why\": \"x\"}",
        "{\"model\": \"m\", \"until\": \"nonsense-4711\", " + SAID + "}",
        "{\"model\": \"m\", \"until\": \"1999-01-01T00:00:00Z\", " + SAID + "}",
        "{\"model\": [\"nonsense-4711\"], " + UNTIL + ", " + SAID + "}",
        "{\"model\": \"m\", \"nonsense-4711\": 1, " + UNTIL + ", " + SAID + "}"
      })
  void silence_refusesABodyOfAnotherForm(String body) throws Exception {
    HttpResponse<String> answer = ask("POST", "/v1/silences", body);

    assertProblem(answer, 400, "bad_silence");
    assertThat(answer.body()).doesNotContain("nonsense-4711");
    assertThat(desk.silences()).isEmpty();
  }

  @Test
  void unsilence_needsToKnowWho() throws Exception {
    assertProblem(ask("DELETE", "/v1/silences/x", ""), 400, "bad_parameter");
  }

  @ParameterizedTest
  @CsvSource({"open, 202, ''", "over, 409, alert_not_open", "nobody, 404, unknown_alert"})
  void acknowledge_isTakenOfWhatIsOpen(String fingerprint, int status, String code)
      throws Exception {
    HttpResponse<String> answer =
        ask("POST", "/v1/alerts/" + fingerprint + "/acknowledge", "{\"by\": \"anna\"}");

    assertThat(answer.statusCode()).isEqualTo(status);
    if (!code.isEmpty()) assertProblem(answer, status, code);
    assertThat(desk.acknowledged()).isEqualTo(status == 202 ? "open by anna" : "");
  }

  @Test
  void acknowledge_needsToKnowWho() throws Exception {
    assertProblem(ask("POST", "/v1/alerts/open/acknowledge", "{}"), 400, "bad_acknowledgement");
  }

  @Test
  void everything_isAskedForAgainWhileKafkaIsAway() throws Exception {
    desk.away();
    HttpResponse<String> answer = ask("GET", "/v1/silences", "");

    assertProblem(answer, 503, "alerts_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private HttpResponse<String> ask(String method, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
  }
}
