package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.app.e2e.LeewayFiles;
import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Scrape;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.e2e.WebhookInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code leeway up --engine flink} as users have it, with the program that the module {@code
 * drift-streams/flink} packages: its Flink process killed, and then all of it.
 */
class FlinkRestartIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 20_260_301L);
  private static final int BATCHES = 240;
  private static final Duration STEP = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private WebhookInbox inbox;
  private LeewayFiles files;
  private volatile LeewayChild leeway;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    inbox = new WebhookInbox();
    files = new LeewayFiles(folder).embedded(inbox.url());
    leeway = up();
    leeway.publish(Traffic.reference());
  }

  @AfterEach
  void stop() {
    if (leeway != null) leeway.close();
    inbox.close();
  }

  @Test
  void killedInTheMiddleOfWindows_losesAndDoublesNothing() throws Exception {
    awaitHealth();
    StubbornClient.Plan plan = new StubbornClient.Plan(BATCHES, STEP, Instant.MAX);
    try (StubbornClient client =
        new StubbornClient(() -> leeway.api(), new Traffic(SEED, "f"), plan)) {
      client.start();
      awaitBatches(client, random.nextInt(1, BATCHES / 3));
      ProcessHandle first = flink();
      assertThat(first.destroyForcibly()).isTrue();
      await().atMost(PATIENCE).until(() -> !first.isAlive());
      awaitHealth();
      assertThat(flink().pid()).isNotEqualTo(first.pid());
      // Traffic goes on: sooner or later a window closes.
      await().atMost(PATIENCE).pollInterval(LOOK).untilAsserted(this::assertMetrics);

      awaitBatches(client, BATCHES / 3 + random.nextInt(1, BATCHES / 3));
      ProcessHandle second = flink();
      leeway.jvm().kill();
      await().atMost(PATIENCE).until(() -> !second.isAlive());
      leeway = up();
      await().atMost(PATIENCE).until(client::isDone);
      Recount truth = leeway.recount();
      assertThat(truth.missing(client.accepted())).as("seed %d", SEED).isEmpty();
      await()
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () ->
                  assertThat(truth.differences(leeway.api().rows())).as("seed %d", SEED).isEmpty());
    }
    awaitHealth();
  }

  /** Under the names that the other engine's job has, and beside them how the process is. */
  private void assertMetrics() throws Exception {
    String model = "model=\"" + Traffic.MODEL.name() + "\"";
    Scrape scrape = Scrape.of(leeway.api().get("/metrics").body());
    assertThat(scrape.value("leeway_predictions_total", model)).isPositive();
    assertThat(scrape.value("leeway_windows_closed_total", model)).isPositive();
    assertThat(scrape.value("leeway_pipeline_restarts_total", "")).isEqualTo(1);
    assertThat(scrape.value("leeway_pipeline_lag_records", "")).isNotNegative();
    assertThat(scrape.value("leeway_pipeline_state", "")).isEqualTo(1);
    assertThat(leeway.api().json("/health").path("parts").path("drift job").path("detail").asText())
        .startsWith("last checkpoint ")
        .endsWith(" s ago, restarted 1 times");
  }

  private LeewayChild up() throws Exception {
    return LeewayChild.start(files.config(), "--engine", "flink");
  }

  private ProcessHandle flink() {
    List<ProcessHandle> children = leeway.jvm().children();
    assertThat(children).hasSize(1);
    return children.get(0);
  }

  private static void awaitBatches(StubbornClient client, int batches) {
    await().atMost(PATIENCE).until(() -> client.acceptedBatches() >= batches);
  }

  private void awaitHealth() {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> leeway.api().get("/health").statusCode() == 200);
  }
}
