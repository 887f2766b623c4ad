package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.app.e2e.Api;
import dev.leeway.app.e2e.LeewayFiles;
import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.e2e.WebhookInbox;
import dev.leeway.testkit.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, with its own broker, killed and stopped while predictions come in. */
class RestartIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 20_260_301L);
  private static final int BATCHES = 400;
  private static final Duration STEP = Duration.ofMinutes(4);
  private static final Instant INCIDENT = Traffic.START.plus(Duration.ofHours(12));
  private static final int KILLS = 3;
  private static final Duration DRAIN = Duration.ofSeconds(25);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(300);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<String> log = new ArrayList<>();
  private WebhookInbox inbox;
  private LeewayFiles files;
  private volatile LeewayChild leeway;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    inbox = new WebhookInbox();
    files = new LeewayFiles(folder).embedded(inbox.url());
    leeway = LeewayChild.start(files.config());
    leeway.publish(Traffic.reference());
  }

  @AfterEach
  void stop() {
    if (leeway != null) leeway.close();
    inbox.close();
  }

  @Test
  void killedInTheMiddleOfWindows_losesAndDoublesNothing() throws Exception {
    try (StubbornClient client = client()) {
      client.start();
      awaitBatches(client, 1);
      SortedMap<String, Integer> schemas = leeway.schemas();
      for (int kill = 0; kill < KILLS; kill++) {
        awaitBatches(client, BATCHES * kill / KILLS + random.nextInt(1, BATCHES / KILLS));
        end(leeway).kill();
        if (kill == 0) killAtTheStart();
        leeway = LeewayChild.start(files.config());
      }
      awaitAllCounted(client);
      assertThat(leeway.schemas()).containsAllEntriesOf(schemas);
    }
    awaitHealth();
    assertStates();
    assertMessages();
    assertQuietLog();
  }

  @Test
  void stoppedUnderLoad_drainsAndGoesOn() throws Exception {
    try (StubbornClient client = client()) {
      client.start();
      awaitBatches(client, random.nextInt(1, BATCHES));
      terminate();
      leeway = LeewayChild.start(files.config());
      awaitAllCounted(client);
    }
    SortedMap<String, Integer> revisions = revisions();
    terminate();
    leeway = LeewayChild.start(files.config());
    // A window that closes now comes behind everything that the restart could tell anew.
    Instant next = Traffic.START.plus(STEP.multipliedBy(BATCHES)).plus(Traffic.WINDOW);
    Traffic later = new Traffic(SEED + 1, "later");
    leeway.api().post("/v1/predictions", Traffic.lines(later.spread(40, next, Traffic.WINDOW, 1)));
    awaitAllCounted();
    assertThat(revisions()).as("seed %d", SEED).containsAllEntriesOf(revisions);
    assertQuietLog();
  }

  private StubbornClient client() {
    StubbornClient.Plan plan = new StubbornClient.Plan(BATCHES, STEP, INCIDENT);
    return new StubbornClient(() -> leeway.api(), new Traffic(SEED, "r"), plan);
  }

  private void killAtTheStart() throws Exception {
    try (ChildJvm starting = LeewayChild.launch(files.config())) {
      TimeUnit.MILLISECONDS.sleep(random.nextLong(200, leeway.startup().toMillis()));
      end(starting).kill();
    }
  }

  private void terminate() throws InterruptedException {
    assertThat(end(leeway).terminate(DRAIN)).isIn(0, 143);
  }

  private ChildJvm end(LeewayChild child) {
    return end(child.jvm());
  }

  /** Keeps what the child printed. */
  private ChildJvm end(ChildJvm child) {
    log.addAll(child.lines());
    return child;
  }

  private static void awaitBatches(StubbornClient client, int batches) {
    await().atMost(PATIENCE).until(() -> client.acceptedBatches() >= batches);
  }

  /** All that was accepted is on the topic, and all that is on the topic is in the verdicts. */
  private void awaitAllCounted(StubbornClient client) throws Exception {
    await().atMost(PATIENCE).until(client::isDone);
    assertThat(awaitAllCounted().missing(client.accepted())).as("seed %d", SEED).isEmpty();
  }

  private Recount awaitAllCounted() throws Exception {
    Recount truth = leeway.recount();
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .untilAsserted(
            () -> assertThat(truth.differences(leeway.api().rows())).as("seed %d", SEED).isEmpty());
    return truth;
  }

  private void awaitHealth() {
    await().atMost(PATIENCE).until(() -> leeway.api().get("/health").statusCode() == 200);
  }

  private void assertStates() throws Exception {
    for (JsonNode verdict : leeway.api().verdicts()) {
      String expected = Api.start(verdict).isBefore(INCIDENT) ? "OK" : "DRIFTED";
      assertThat(verdict.path("state").asText())
          .as("seed %d: %s", SEED, verdict)
          .isEqualTo(expected);
    }
  }

  /** One alert for all rows and one for each carrier; what is sent again has the same id. */
  private void assertMessages() {
    await().atMost(PATIENCE).until(() -> inbox.ids("dev.leeway.alert.firing").size() == 4);
    assertThat(inbox.refused()).isEmpty();
    assertThat(inbox.messages())
        .extracting(WebhookInbox.Message::type)
        .containsOnly("dev.leeway.alert.firing");
    assertThat(inbox.ids("dev.leeway.alert.firing")).as("seed %d", SEED).hasSize(4);
  }

  private void assertQuietLog() {
    end(leeway);
    assertThat(log)
        .as("seed %d", SEED)
        .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
  }

  private SortedMap<String, Integer> revisions() throws Exception {
    SortedMap<String, Integer> revisions = new TreeMap<>();
    for (JsonNode verdict : leeway.api().verdicts()) {
      revisions.put(
          Recount.key(Api.start(verdict), verdict.path("segment").asText()),
          verdict.path("revision").asInt());
    }
    return revisions;
  }
}
