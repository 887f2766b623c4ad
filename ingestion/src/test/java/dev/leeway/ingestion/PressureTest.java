package dev.leeway.ingestion;

import static dev.leeway.ingestion.Gateway.JSON;
import static dev.leeway.ingestion.Gateway.PREDICTIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.eventlog.EventLogException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What clients are told while Kafka is slow or away. */
class PressureTest {

  private static final String EVENT =
      "{\"id\":\"a\",\"model\":\"churn\",\"version\":\"1\",\"features\":{},\"output\":1}";
  private static final EventLogException AWAY =
      new EventLogException(EventLogException.Kind.UNAVAILABLE, "no broker");

  @Test
  void answer_waitsForTheAcknowledgement() {
    try (Gateway gateway = new Gateway()) {
      gateway.log.hold();
      CompletableFuture<HttpResponse<String>> answer = post(gateway);
      await().until(() -> gateway.log.held() == 1);
      assertThat(answer).isNotDone();
      assertThat(inFlight(gateway)).isEqualTo(InFlight.OVERHEAD + EVENT.length());

      gateway.log.release();

      assertThat(answer.join().statusCode()).isEqualTo(202);
      await().until(() -> inFlight(gateway) == 0);
    }
  }

  @Test
  void manyRequests_mayWaitWithoutHoldingThreads() {
    try (Gateway gateway = new Gateway()) {
      gateway.log.hold();
      // More than the server has threads.
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        answers.add(post(gateway));
      }
      await().until(() -> gateway.log.held() == 300);
      gateway.log.release();

      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
    }
  }

  @Test
  void failure_isAnsweredWithRetryAfter() {
    try (Gateway gateway = new Gateway()) {
      gateway.log.fail(AWAY);

      assertUnavailable(post(gateway).join());
      await().until(() -> inFlight(gateway) == 0);
    }
  }

  @Test
  void lateFailure_isAnsweredWithRetryAfter() {
    try (Gateway gateway = new Gateway()) {
      gateway.log.hold();
      CompletableFuture<HttpResponse<String>> answer = post(gateway);
      await().until(() -> gateway.log.held() == 1);

      gateway.log.failHeld(AWAY);

      assertUnavailable(answer.join());
    }
  }

  @Test
  void silence_isAnsweredWithRetryAfter() {
    try (Gateway gateway =
        new Gateway(new TestLimits().ackTimeout(Duration.ofMillis(50)).build())) {
      gateway.log.hold();

      assertUnavailable(post(gateway).join());
      await().until(() -> inFlight(gateway) == 0);
    }
  }

  @Test
  void recordThatKafkaRefuses_isNotWorthARetry() {
    try (Gateway gateway = new Gateway()) {
      gateway.log.fail(new EventLogException(EventLogException.Kind.TOO_LARGE, "too large"));
      HttpResponse<String> response = post(gateway).join();

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("event_too_large");
      assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }
  }

  @Test
  void tooMuchInFlight_isRefusedUntilItIsAnswered() {
    long room = 2L * (InFlight.OVERHEAD + EVENT.length());
    try (Gateway gateway = new Gateway(new TestLimits().inFlightBytes(room).build())) {
      gateway.log.hold();
      CompletableFuture<HttpResponse<String>> first = post(gateway);
      CompletableFuture<HttpResponse<String>> second = post(gateway);
      await().until(() -> gateway.log.held() == 2);

      HttpResponse<String> refused = post(gateway).join();
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(Gateway.json(refused).at("/code").asText()).isEqualTo("too_busy");

      gateway.log.release();
      assertThat(first.join().statusCode()).isEqualTo(202);
      assertThat(second.join().statusCode()).isEqualTo(202);
      await().until(() -> inFlight(gateway) == 0);
      gateway.log.reset();
      assertThat(post(gateway).join().statusCode()).isEqualTo(202);
    }
  }

  @Test
  void refusedRequests_leaveNothingInFlight() {
    try (Gateway gateway = new Gateway()) {
      gateway.post(PREDICTIONS, JSON, "{");
      gateway.post(PREDICTIONS, "text/plain", EVENT);
      gateway.post(PREDICTIONS, JSON, " ".repeat(2_000_000));

      await().until(() -> inFlight(gateway) == 0);
    }
  }

  private static CompletableFuture<HttpResponse<String>> post(Gateway gateway) {
    return gateway.sendAsync(gateway.request(PREDICTIONS, JSON, EVENT.getBytes(UTF_8)));
  }

  private static double inFlight(Gateway gateway) {
    return gateway.meters.get("leeway.ingest.inflight.bytes").gauge().value();
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("5");
    assertThat(Gateway.json(response).at("/code").asText()).isEqualTo("log_unavailable");
  }
}
