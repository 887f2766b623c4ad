package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One broker for all tests of the run, and for each test an installation and a job on it. */
@Timeout(180)
@ExtendWith(BrokerOfTheRun.class)
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
@NullUnmarked // JUnit fills fields in
public abstract class StagedTest {

  /** Start of the traffic's first window. */
  protected static final Instant NOON = Fixtures.NOON;

  /** Length of the tumbling windows; the sliding ones last two. */
  protected static final Duration WINDOW = Duration.ofMinutes(10);

  private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

  /** How long a job may take to start, read and conclude. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** The reference of the traffic's model, holding from the beginning of time. */
  protected final Reference reference = Fixtures.reference();

  protected final Monitor monitor = Traffic.monitor();
  protected final Traffic traffic = new Traffic(11);
  protected Stage stage;
  private EmbeddedBroker broker;
  private DriftEngine engine;
  private int marks;

  protected StagedTest() {}

  /** Of the topics of this test's installation: another for each test, on their one broker. */
  protected String prefix(TestInfo test) {
    return "c" + INSTALLATIONS.incrementAndGet();
  }

  /** A job that has not started. */
  protected abstract DriftEngine engine(Stage on);

  /** Takes the broker away from everybody, in the midst of all: only for a test that is alone. */
  protected final void breakBroker() {
    broker.close();
  }

  /** Gives it back, with all that it had acknowledged. */
  protected final void mendBroker() {
    broker.startAgain();
  }

  @BeforeEach
  final void setTheStage(EmbeddedBroker ofTheRun, TestInfo test) {
    broker = ofTheRun;
    stage =
        new Stage(broker.bootstrapServers(), new Topics(prefix(test), 2), folder, List.of(monitor));
    engine = engine(stage);
  }

  @AfterEach
  final void clearTheStage() {
    engine.close();
    stage.close();
  }

  /** The job of this test. */
  protected final DriftEngine engine() {
    return engine;
  }

  /** Sends rows, received when they happened, to one partition after the other. */
  protected final void inTurn(List<PredictionRecord> rows) {
    for (int i = 0; i < rows.size(); i++) {
      stage.send(i % 2, rows.get(i), rows.get(i).getEventTime());
    }
    stage.flush();
  }

  /** Returns once what was sent so far has been read and committed. */
  protected final void mark() {
    marks++;
    for (int partition = 0; partition < stage.topics().partitions(); partition++) {
      stage.send(partition, key(marks), new byte[] {9, 9, 9, 9, 9, 9, (byte) marks}, NOON);
    }
    stage.flush();
    awaitQuarantined(marks * stage.topics().partitions());
  }

  /** Returns once so many records are in the quarantine, and no more. */
  protected final FinalResults awaitQuarantined(int records) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(FinalResults.of(stage).quarantined())
                    .hasSizeGreaterThanOrEqualTo(records));
    FinalResults results = FinalResults.of(stage);
    assertThat(results.quarantined()).hasSize(records);
    return results;
  }

  /** Returns once the results are those of a recount of these rows, and of no others. */
  protected final FinalResults awaitRecount(List<PredictionRecord> log) {
    return awaitRecounts(new Recount(log, monitor, reference));
  }

  /** Returns once the results are those of these recounts, and no others. */
  final FinalResults awaitRecounts(Recount... recounts) {
    Set<String> keys = new TreeSet<>();
    for (Recount recount : recounts) {
      awaitRecount(recount);
      keys.addAll(recount.windows().keySet());
    }
    FinalResults results = FinalResults.of(stage);
    // A window that follows the last rows is told once, for the rows it lacks.
    assertThat(results.verdicts().values())
        .filteredOn(verdict -> verdict.kind() == Verdict.Kind.DRIFT && verdict.rows() > 0)
        .extracting(Verdict::key)
        .containsExactlyInAnyOrderElementsOf(keys);
    return results;
  }

  /** The same of a job whose first revisions are elsewhere. */
  protected final FinalResults awaitNewest(List<PredictionRecord> log) {
    return awaitWindows(new Recount(log, monitor, reference));
  }

  private FinalResults awaitWindows(Recount recount) {
    patiently().untilAsserted(() -> FinalResults.of(stage).verifyWindows(recount));
    return FinalResults.of(stage);
  }

  final FinalResults awaitRecount(Recount recount) {
    FinalResults results = awaitWindows(recount);
    results.verifyWindows(recount);
    results.verifyRevisions();
    return results;
  }

  protected static ConditionFactory patiently() {
    return Awaitility.await()
        .atMost(PATIENCE)
        // A fault that a test makes ends threads, and is no fault of the test.
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(250));
  }

  static byte[] key(int number) {
    return ("k" + number).getBytes(UTF_8);
  }
}
