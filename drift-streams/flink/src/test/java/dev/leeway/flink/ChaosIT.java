package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.FinalResults;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The whole program in a JVM of its own, under load, and all that may happen to it. At the end each
 * acknowledged row is in its window's newest verdict once, each window is told with every revision
 * once, and each record that is none is in the quarantine once.
 */
@Execution(ExecutionMode.SAME_THREAD) // it takes the broker away
class ChaosIT extends StagedTest {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int SEEDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than a checkpoint, a fetch and a request may take. */
  private static final long PAUSE_MILLIS = 10_000;

  /**
   * Longer than what a client waits between two attempts, and than ten checkpoints. Flink's own
   * timeouts are minutes, so that twice as long would show nothing more.
   */
  private static final long AWAY_MILLIS = 12_000;

  private ClusterChild child;

  @Override
  protected DriftEngine engine(Stage on) {
    child = new ClusterChild(on);
    return child;
  }

  /** When a process is killed. */
  private enum Moment {
    /** Between two checkpoints, or in one. */
    ANY,
    /** Its parts are being written: some transactions are prepared, none is to be committed. */
    IN_A_CHECKPOINT,
    /** The checkpoint is whole, and its transactions are about to be committed. */
    BEFORE_THE_COMMIT
  }

  @Test
  void killedAtFiveMoments_losesAndDoublesNothing() throws Exception {
    Story story = kills(SEEDS);

    FinalResults results = awaitRecount(story.rows);
    assertThat(doubled(results)).isEmpty();
    assertThat(results.quarantined()).hasSize(story.poison);
    assertThat(story.brokenOff).as("kills in the midst of a checkpoint").isPositive();
  }

  /** The negative control: where nothing guards against the same crashes, the results show them. */
  @Test
  void killedWithoutTransactions_isSeenToDouble() throws Exception {
    child.program(LesserCluster.class);
    Story story = kills(2);

    patiently()
        .untilAsserted(
            () ->
                assertThat(FinalResults.of(stage).quarantined())
                    .hasSizeGreaterThanOrEqualTo(story.poison));
    assertThat(doubled(FinalResults.of(stage))).isNotEmpty();
  }

  @Test
  void pausedAndWithoutItsBroker_losesAndDoublesNothing() throws Exception {
    stage.publish(reference);
    child.start();
    try (Feeder feeder = feeder()) {
      child.jvm().freeze();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      child.jvm().goOn();
      awaitPoison(feeder.poison());
      breakBroker();
      TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
      mendBroker();
      awaitPoison(feeder.poison());
      List<PredictionRecord> rows = feeder.finish();

      FinalResults results = awaitRecount(rows);
      assertThat(doubled(results)).isEmpty();
      assertThat(results.quarantined()).hasSize(feeder.poison());
    }
  }

  private record Story(List<PredictionRecord> rows, int poison, int brokenOff) {}

  private Story kills(int count) throws Exception {
    stage.publish(reference);
    int brokenOff = 0;
    try (Feeder feeder = feeder()) {
      for (int kill = 0; kill < count; kill++) {
        SplittableRandom random = new SplittableRandom(SEED + kill);
        child.start();
        Moment moment = Moment.values()[(kill + 1) % Moment.values().length];
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
        if (killed(moment)) brokenOff++;
      }
      child.start();
      return new Story(feeder.finish(), feeder.poison(), brokenOff);
    }
  }

  /** Whether it died in the midst of a checkpoint. */
  private boolean killed(Moment moment) {
    Set<Path> before = new HashSet<>(child.checkpoints());
    if (moment != Moment.ANY) {
      boolean whole = moment == Moment.BEFORE_THE_COMMIT;
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () ->
                  child.checkpoints().stream()
                      .filter(checkpoint -> !before.contains(checkpoint))
                      .anyMatch(checkpoint -> !whole || ClusterChild.isWhole(checkpoint)));
    }
    child.crash();
    return child.checkpoints().stream().anyMatch(checkpoint -> !ClusterChild.isWhole(checkpoint));
  }

  /** Ten minutes of event time every three seconds or so. */
  private Feeder feeder() {
    List<PredictionRecord> rows = new ArrayList<>();
    for (int window = 0; window < 100; window++) {
      Instant start = NOON.plus(WINDOW.multipliedBy(window));
      rows.addAll(traffic.rows(start, 300, 1.0));
    }
    return new Feeder(stage, this::inTurn, rows);
  }

  /** Returns once so much of what is no record has been put aside. */
  private void awaitPoison(int records) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(FinalResults.of(stage).quarantined())
                    .hasSizeGreaterThanOrEqualTo(records));
  }

  /** Revisions and quarantined records that were told more than once. */
  private static List<String> doubled(FinalResults results) {
    List<String> doubled = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> told : results.revisions().entrySet()) {
      List<Integer> once = IntStream.rangeClosed(1, told.getValue().size()).boxed().toList();
      if (!told.getValue().equals(once)) doubled.add(told.toString());
    }
    Set<String> places = new HashSet<>();
    results.quarantined().stream()
        .map(record -> record.getPartition() + "/" + record.getOffset())
        .filter(place -> !places.add(place))
        .forEach(doubled::add);
    return doubled;
  }
}
