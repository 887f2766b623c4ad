package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds of the drift job on every engine: whatever the order, the partitions, the pauses and
 * the faults, of each window the last verdict and profile are those of a {@link Recount} of the
 * log, byte for byte where decisions are made.
 */
@Timeout(180)
public abstract class DriftConformance {

  private static final Instant NOON = Fixtures.NOON;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

  /** How long a job may take to start, read and conclude. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path brokerFolder;

  private static EmbeddedBroker broker;

  @TempDir Path folder;

  private final Reference reference = Fixtures.reference();
  private final Monitor monitor = Traffic.monitor();
  private final Traffic traffic = new Traffic(11);
  private Stage stage;
  private DriftEngine engine;

  /** For the test kit's subclasses, one per engine. */
  @SuppressWarnings("NullAway.Init") // JUnit fills it in
  protected DriftConformance() {}

  /** A job that has not started. */
  protected abstract DriftEngine engine(Stage on);

  @BeforeAll
  static void startBroker() throws IOException {
    broker = EmbeddedBroker.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  final void setTheStage() {
    Topics topics = new Topics("c" + INSTALLATIONS.incrementAndGet(), 2);
    stage = new Stage(broker.bootstrapServers(), topics, folder, List.of(monitor));
    engine = engine(stage);
  }

  @AfterEach
  final void clearTheStage() {
    engine.close();
    stage.close();
  }

  @Test
  final void windows_areThoseOfARecount() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day);
    engine.start();

    FinalResults results = awaitRecount(day);
    assertThat(drift(results, 1).state()).isEqualTo(State.DRIFTED);
    assertThat(drift(results, 0).state()).isEqualTo(State.OK);
    Verdict quality = verdict(results, "", 0, WINDOW, "QUALITY");
    assertThat(quality.constraints()).isNotEmpty();
    assertThat(quality.rows()).isEqualTo(drift(results, 0).rows());
  }

  @Test
  final void anyOrderAndAnyPartitions_giveTheSame() {
    stage.publish(reference);
    engine.start();
    List<PredictionRecord> day = traffic.day();
    List<PredictionRecord> shuffled = new ArrayList<>(day);
    Collections.shuffle(shuffled, new Random(5));
    Random partitions = new Random(6);
    for (PredictionRecord row : shuffled) {
      stage.send(partitions.nextInt(2), row, row.getEventTime());
    }
    awaitRecount(day);
  }

  @Test
  final void aPartitionThatNeverHoldsAnything_holdsNoWindowOpen() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    day.forEach(row -> stage.send(0, row, row.getEventTime()));
    engine.start();

    awaitRecount(day);
  }

  @Test
  final void aRowSentTwice_countsTwice() {
    stage.publish(reference);
    List<PredictionRecord> log = new ArrayList<>(traffic.day());
    log.addAll(log.subList(100, 250));
    inTurn(log);
    engine.start();

    FinalResults results = awaitRecount(log);
    assertThat(results.profiles().get(drift(results, 0).key()).ids().sketch().estimate())
        .isLessThan(drift(results, 0).rows());
  }

  @Test
  final void lateRows_makeARevision_andThoseBeyondTheHorizonAreQuarantined() {
    stage.publish(reference);
    List<PredictionRecord> log = new ArrayList<>(traffic.day());
    inTurn(log);
    engine.start();
    FinalResults before = awaitRecount(log);

    List<PredictionRecord> late = traffic.rows(NOON.plusSeconds(30), 60, 1.0);
    inTurn(late);
    log.addAll(late);
    FinalResults after = awaitRecount(log);
    assertThat(drift(after, 0).revision()).isGreaterThan(drift(before, 0).revision());

    Instant longPast = NOON.minus(monitor.timing().horizon());
    inTurn(traffic.rows(longPast, 10, 1.0));
    FinalResults last = awaitQuarantined(10);
    assertThat(last.quarantined())
        .extracting(QuarantinedRecord::getReason)
        .containsOnly("too_late");
    verify(last, log);
  }

  @Test
  final void aReferenceThatComesLate_holdsFromItsMomentOn() {
    List<PredictionRecord> before = traffic.rows(NOON, 200, 1.0);
    inTurn(before);
    engine.start();
    await(
        "a window without reference",
        () -> drift(FinalResults.of(stage), 0).reason() == Verdict.UnknownReason.NO_REFERENCE);

    Reference late = Fixtures.reference(NOON.plus(WINDOW));
    stage.publish(late);
    List<PredictionRecord> after = traffic.rows(NOON.plus(WINDOW), 300, 1.0);
    inTurn(after);
    Recount recount = new Recount(after, Traffic.tumbling(monitor), late);
    await("windows of the rows since", () -> holdsRows(FinalResults.of(stage), recount));
    verify(FinalResults.of(stage), recount);
    assertThat(drift(FinalResults.of(stage), 0).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  final void aRestartInMidWindow_losesAndRepeatsNothing() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day.subList(0, 300));
    engine.start();
    mark(1);
    engine.stop();
    inTurn(day.subList(300, 700));
    engine.start();
    mark(2);
    engine.stop();
    inTurn(day.subList(700, day.size()));
    engine.start();

    awaitRecount(day);
  }

  @Test
  final void aCrashInMidWindow_losesAndRepeatsNothing() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    engine.start();
    inTurn(day.subList(0, 300));
    mark(1);
    inTurn(day.subList(300, 500));
    engine.crash();
    inTurn(day.subList(500, 700));
    engine.start();
    mark(2);
    inTurn(day.subList(700, day.size()));
    engine.crash();
    engine.start();

    awaitRecount(day);
  }

  @Test
  final void poison_isQuarantinedAsItIs_andTheRestGoesOn() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    List<byte[]> poison = Traffic.poison(stage.encode(day.get(0)));
    int next = 0;
    for (PredictionRecord row : day) {
      if (next % 100 == 0 && next / 100 < poison.size()) {
        stage.send(next % 2, key(next), poison.get(next / 100), row.getEventTime());
      }
      stage.send(next++ % 2, row, row.getEventTime());
    }
    PredictionRecord unknown = traffic.rows(NOON, 1, 1.0).get(0);
    unknown.setModel("nobody-told-us-of-it");
    stage.send(1, unknown, NOON);
    stage.send(1, key(next), null, NOON);
    engine.start();

    awaitRecount(day);
    FinalResults results = awaitQuarantined(poison.size() + 2);
    assertThat(results.quarantined())
        .filteredOn(record -> record.getValue() != null)
        .filteredOn(record -> !record.getReason().equals("unknown_model"))
        .extracting(record -> bytes(record.getValue()))
        .containsExactlyInAnyOrderElementsOf(poison);
    assertThat(results.quarantined())
        .extracting(QuarantinedRecord::getReason)
        .containsOnly("too_short", "bad_magic", "unknown_schema", "malformed", "unknown_model");
    assertThat(results.quarantined())
        .extracting(record -> record.getPartition() + "/" + record.getOffset())
        .doesNotHaveDuplicates();
  }

  private void inTurn(List<PredictionRecord> rows) {
    for (int i = 0; i < rows.size(); i++) {
      stage.send(i % 2, rows.get(i), rows.get(i).getEventTime());
    }
    stage.flush();
  }

  /** Returns once what was sent so far has been read and committed. */
  private void mark(int number) {
    for (int partition = 0; partition < stage.topics().partitions(); partition++) {
      stage.send(partition, key(number), new byte[] {9, 9, 9, 9, 9, 9, (byte) number}, NOON);
    }
    stage.flush();
    awaitQuarantined(number * stage.topics().partitions());
  }

  private FinalResults awaitQuarantined(int records) {
    await(records + " quarantined", () -> FinalResults.of(stage).quarantined().size() >= records);
    FinalResults results = FinalResults.of(stage);
    assertThat(results.quarantined()).hasSize(records);
    return results;
  }

  private FinalResults awaitRecount(List<PredictionRecord> log) {
    Recount recount = new Recount(log, monitor, reference);
    await("the rows of a recount", () -> holdsRows(FinalResults.of(stage), recount));
    FinalResults results = FinalResults.of(stage);
    verify(results, recount);
    // A window that follows the last rows is told once, for the rows it lacks.
    assertThat(results.verdicts().values())
        .filteredOn(verdict -> verdict.kind() == Verdict.Kind.DRIFT && verdict.rows() > 0)
        .extracting(Verdict::key)
        .containsExactlyInAnyOrderElementsOf(recount.windows().keySet());
    return results;
  }

  private void verify(FinalResults results, List<PredictionRecord> log) {
    verify(results, new Recount(log, monitor, reference));
  }

  private static void verify(FinalResults results, Recount recount) {
    recount
        .windows()
        .forEach(
            (key, expected) -> {
              Verdict verdict = results.verdicts().get(key);
              assertThat(verdict.rows()).as(key).isEqualTo(expected.rows());
              assertThat(verdict.state()).as(key).isEqualTo(expected.state());
              assertThat(verdict.columns()).as(key).isEqualTo(expected.columns());
              assertThat(Recount.decisionBytes(results.profiles().get(key)))
                  .as(key)
                  .isEqualTo(expected.decision());
            });
    // No revision is told twice and none is left out.
    results
        .revisions()
        .forEach(
            (key, revisions) -> {
              for (int i = 0; i < revisions.size(); i++) {
                assertThat(revisions.get(i)).as("%s %s", key, revisions).isEqualTo(i + 1);
              }
            });
  }

  private static boolean holdsRows(FinalResults results, Recount recount) {
    return recount.windows().entrySet().stream()
        .allMatch(
            expected -> {
              Verdict verdict = results.verdicts().get(expected.getKey());
              return verdict != null && verdict.rows() == expected.getValue().rows();
            });
  }

  private static Verdict drift(FinalResults results, int window) {
    return verdict(results, "", window, WINDOW, "DRIFT");
  }

  private static Verdict verdict(
      FinalResults results, String segment, int window, Duration length, String kind) {
    Instant start = NOON.plus(WINDOW.multipliedBy(window));
    String key =
        String.join(
            "|",
            Fixtures.MODEL.name(),
            Fixtures.MODEL.version(),
            segment,
            start.toString(),
            start.plus(length).toString(),
            kind);
    Map<String, Verdict> all = results.verdicts();
    Verdict found = all.get(key);
    if (found == null) throw new AssertionError("no verdict " + key + " in " + all.keySet());
    return found;
  }

  private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(condition);
  }

  private static byte[] key(int number) {
    return ("k" + number).getBytes(UTF_8);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
