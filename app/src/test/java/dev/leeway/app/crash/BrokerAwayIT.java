package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.e2e.Api;
import dev.leeway.app.e2e.LeewayFiles;
import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.e2e.WebhookInbox;
import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.process.LeewayProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that goes away under load and comes back, while the process stays. */
class BrokerAwayIT {

  private static final int BATCHES = 200;
  private static final Duration STEP = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private WebhookInbox inbox;
  private EmbeddedKafka kafka;
  private LeewayProcess leeway;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    inbox = new WebhookInbox();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    LeewayFiles files = new LeewayFiles(folder.resolve("leeway"));
    leeway = LeewayProcess.start(files.on(kafka.bootstrapServers(), "away", inbox.url()).load());
    leeway.publish(Traffic.reference());
    api = new Api(leeway.url());
  }

  @AfterEach
  void stop() {
    if (leeway != null) leeway.close();
    if (kafka != null) kafka.close();
    inbox.close();
  }

  @Test
  void brokerAwayUnderLoad_isSaidAndNothingAcceptedIsLost() throws Exception {
    StubbornClient.Plan plan = new StubbornClient.Plan(BATCHES, STEP, Instant.MAX);
    try (StubbornClient client = new StubbornClient(() -> api, new Traffic(4, "b"), plan)) {
      client.start();
      await().atMost(PATIENCE).until(() -> client.acceptedBatches() >= BATCHES / 3);
      int port = kafka.port();
      kafka.close();

      HttpResponse<String> refused =
          api.post("/v1/predictions", new Traffic(5, "while-away").next(Traffic.START, 1).json());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
      JsonNode problem = new ObjectMapper().readTree(refused.body());
      assertThat(problem.path("code").asText()).isEqualTo("log_unavailable");
      await().atMost(PATIENCE).until(() -> api.get("/health").statusCode() == 503);

      kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
      await().atMost(PATIENCE).until(client::isDone);
      Recount truth =
          Recount.of(kafka.bootstrapServers(), leeway.topics(), leeway.registry()).unsegmented();
      assertThat(truth.missing(client.accepted())).isEmpty();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(truth.differences(api.rows())).isEmpty());
      await().atMost(PATIENCE).until(() -> api.get("/health").statusCode() == 200);
      assertThat(inbox.messages()).isEmpty();
    }
  }
}
