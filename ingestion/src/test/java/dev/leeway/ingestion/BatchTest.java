package dev.leeway.ingestion;

import static dev.leeway.ingestion.Gateway.LABELS;
import static dev.leeway.ingestion.Gateway.NDJSON;
import static dev.leeway.ingestion.Gateway.PREDICTIONS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.eventlog.EncodedEvent;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

  private static final int MOST_EVENTS = 500;

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway = new Gateway(new TestLimits().batchEvents(MOST_EVENTS).eventBytes(4_096).build());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.log.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "application/jsonl",
        "application/x-ndjson; charset=utf-8",
        "Application/X-NDJSON;charset=\"UTF-8\""
      })
  void batch_isStoredInItsOrder(String contentType) {
    String body = line("a") + "\n\r\n  \n" + line("b") + "\r\n" + line("c");
    HttpResponse<String> response = gateway.post(PREDICTIONS, contentType, body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":3}");
    assertThat(gateway.log.events()).extracting(EncodedEvent::id).containsExactly("a", "b", "c");
  }

  @Test
  void batch_takesLabels() {
    String body =
        "{\"id\":\"a\",\"model\":\"churn\",\"value\":1}\n"
            + "{\"id\":\"a\",\"model\":\"churn\",\"value\":0}\n";
    HttpResponse<String> response = gateway.post(LABELS, NDJSON, body);

    assertThat(response.body()).isEqualTo("{\"accepted\":2}");
  }

  @Test
  void batch_isRefusedWholeForOneBadLine() {
    String body = line("a") + "\n\n" + line("") + "\n" + line("c") + "\n{\"id\":";
    HttpResponse<String> response = gateway.post(PREDICTIONS, NDJSON, body);

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode problem = Gateway.json(response);
    assertThat(problem.at("/code").asText()).isEqualTo("bad_id");
    assertThat(problem.at("/detail").asText())
        .isEqualTo("2 of 4 events have errors; nothing was stored");
    assertThat(problem.at("/errors").findValuesAsText("path"))
        .containsExactly("line 3 /id", "line 5 /id");
    assertThat(problem.at("/errors").findValuesAsText("code"))
        .containsExactly("bad_id", "malformed_json");
    assertThat(gateway.log.events()).isEmpty();
  }

  @Test
  void partialBatch_storesTheGoodLines() {
    byte[] body =
        (line("a") + "\n[]\n" + line("ä") + "\n" + line("b") + "\n" + line("c") + "!")
            .getBytes(ISO_8859_1);
    HttpResponse<String> response =
        gateway.send(gateway.request(PREDICTIONS + "?partial=true", NDJSON, body));

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode answer = Gateway.json(response);
    assertThat(answer.at("/accepted").asInt()).isEqualTo(2);
    assertThat(answer.at("/rejected").asInt()).isEqualTo(3);
    assertThat(answer.at("/errors").findValuesAsText("path"))
        .containsExactly("line 2", "line 3", "line 5");
    assertThat(answer.at("/errors").findValuesAsText("code"))
        .containsExactly("array_not_accepted", "invalid_unicode", "malformed_json");
    assertThat(gateway.log.events()).extracting(EncodedEvent::id).containsExactly("a", "b");
  }

  @Test
  void partialBatch_isRefusedWhenNoLineIsGood() {
    HttpResponse<String> response = gateway.post(PREDICTIONS + "?partial=true", NDJSON, "{}\n{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("missing_field");
  }

  @Test
  void partialBatch_isPlainlyAcceptedWhenAllLinesAreGood() {
    HttpResponse<String> response =
        gateway.post(PREDICTIONS + "?partial=true", NDJSON, line("a") + "\n");

    assertThat(response.statusCode()).isEqualTo(202);
  }

  @Test
  void partial_mustBeTrueOrFalse() {
    HttpResponse<String> response = gateway.post(PREDICTIONS + "?partial=yes", NDJSON, line("a"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("bad_parameter");
    assertThat(Gateway.json(response).at("/errors/0/path").asText()).isEqualTo("?partial");
    assertThat(gateway.log.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n\t\n"})
  void batch_mustHaveALine(String body) {
    HttpResponse<String> response = gateway.post(PREDICTIONS, NDJSON, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("empty_batch");
  }

  @Test
  void batch_mayHaveAsManyEventsAsTheLimitSays() {
    HttpResponse<String> most = gateway.post(PREDICTIONS, NDJSON, lines(MOST_EVENTS));
    assertThat(most.statusCode()).isEqualTo(202);
    gateway.log.reset();

    HttpResponse<String> more = gateway.post(PREDICTIONS, NDJSON, lines(MOST_EVENTS + 1));
    assertThat(more.statusCode()).isEqualTo(413);
    assertThat(Gateway.json(more).at("/code").asText()).isEqualTo("too_many_events");
    assertThat(gateway.log.events()).isEmpty();
  }

  @Test
  void errors_areCountedBeyondThoseListed() {
    HttpResponse<String> response =
        gateway.post(
            PREDICTIONS + "?partial=true", NDJSON, "[]\n".repeat(MOST_EVENTS - 1) + line("a"));

    JsonNode answer = Gateway.json(response);
    assertThat(answer.at("/rejected").asInt()).isEqualTo(MOST_EVENTS - 1);
    assertThat(answer.at("/errors")).hasSize(100);
  }

  @Test
  void event_mayNotBeLargerThanARecord() {
    String body = "{\"id\":\"a\",\"model\":\"churn\",\"version\":\"1\",\"output\":1,\"features\":{";
    String vector = "\"v\":[" + "1,".repeat(1_024) + "1]}}";
    HttpResponse<String> response = gateway.post(PREDICTIONS, NDJSON, body + vector);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("event_too_large");
    assertThat(gateway.log.events()).isEmpty();
  }

  @Test
  void aBadLine_leavesNothingInTheNext() {
    String bad =
        "{\"entity\":\"e\",\"tags\":{\"t\":\"1\"},\"features\":{\"f\":1},\"output\":{\"o\":1},"
            + "\"version\":\"9\",\"eventTime\":0}";
    gateway.post(PREDICTIONS + "?partial=true", NDJSON, bad + "\n" + line("a"));
    gateway.post(PREDICTIONS, NDJSON, line("a"));

    EncodedEvent after = gateway.log.events().get(0);
    EncodedEvent alone = gateway.log.events().get(1);
    assertThat(after.framed(1)).isEqualTo(alone.framed(1));
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> line("id-" + i))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String id) {
    return "{\"id\":\""
        + id
        + "\",\"model\":\"churn\",\"version\":\"1\",\"features\":{\"x\":1},\"output\":0.5}";
  }
}
