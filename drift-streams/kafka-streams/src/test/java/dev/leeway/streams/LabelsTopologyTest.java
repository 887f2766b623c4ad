package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.detector.DetectorKind;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.window.Tide;
import dev.leeway.wire.Undecodable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTopologyTest {

  private static final Instant NOON = Fixtures.NOON;
  private static final String WHOLE = "|" + NOON;

  @TempDir private Path folder;
  private TopologyRun run;

  @BeforeEach
  void start() {
    run = open("first");
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void label_isCountedInThePaneOfItsPrediction() throws Undecodable {
    predict(run, "a", NOON, 0.8);
    run.beats(1);
    assertThat(run.outcomes().get(WHOLE).predicted()).isEqualTo(1);

    run.label("a", true, NOON.plusSeconds(7_200));
    run.beats(1);
    SortedMap<String, PerformanceProfile> outcomes = run.outcomes();

    assertThat(outcomes).containsOnlyKeys(WHOLE);
    assertThat(outcomes.get(WHOLE).realised()).isEqualTo(1);
    assertThat(counted("leeway.labels", "fate", "joined")).isEqualTo(1);
    assertThat(run.meters.get("leeway.predictions.open").gauge().value()).isEqualTo(1);
  }

  @Test
  void labels_inAnyOrderTwiceAndCorrectedEndInTheSameBytes() throws Undecodable {
    Map<String, String> inTurn = null;
    for (int order = 0; order < 5; order++) {
      try (TopologyRun other = open("order-" + order)) {
        List<Runnable> arrivals = arrivals(other);
        Random mix = new Random(order);
        if (order > 0) {
          List<Runnable> twice = new ArrayList<>(arrivals.subList(0, 100));
          arrivals.addAll(twice);
          Collections.shuffle(arrivals, mix);
        }
        for (Runnable arrival : arrivals) {
          arrival.run();
          if (mix.nextInt(50) == 0) other.beats(1);
        }
        other.beats(1);
        Map<String, String> bytes = bytes(other.outcomes());
        if (inTurn == null) inTurn = bytes;
        assertThat(bytes).hasSizeGreaterThan(3).isEqualTo(inTurn);
      }
    }
  }

  @Test
  void labelsOfNoUse_areQuarantinedOrTold() throws Undecodable {
    run.sendLabel("x", new byte[] {9, 9, 9, 9, 9, 9}, NOON);
    run.label("", true, NOON);
    predict(run, "a", NOON, 0.8);
    run.label("a", "neither", NOON);
    predict(run, "b", NOON, 1.8);
    run.beats(1);

    assertThat(run.quarantined())
        .filteredOn(record -> record.getTopic().equals(Fixtures.TOPICS.labels()))
        .extracting(QuarantinedRecord::getReason)
        .containsExactlyInAnyOrder("bad_magic", "bad_id");
    assertThat(counted("leeway.labels", "fate", "unusable_label")).isEqualTo(1);
    assertThat(counted("leeway.predictions.unjoined", "reason", "not_a_probability")).isEqualTo(1);
  }

  @Test
  void errorsThatBecomeMoreFrequent_areToldOfByTheDetectors() {
    for (int i = 0; i < 100; i++) {
      predict(run, "p" + i, NOON, 0.8);
      run.label("p" + i, i % 10 != 0, NOON);
    }
    run.beats(1);
    assertThat(run.meters.find("leeway.detector.changes").counter()).isNull();

    for (int i = 100; i < 150; i++) {
      predict(run, "p" + i, NOON, 0.8);
      run.label("p" + i, false, NOON);
    }
    run.beats(1);
    assertThat(counted("leeway.detector.changes", "detector", "ddm")).isEqualTo(1);
    assertThat(counted("leeway.detector.warnings", "detector", "ddm")).isEqualTo(1);
  }

  @Test
  void labelWhosePredictionNeverComes_isTakenOutAfterTheHorizon() {
    run.label("lonely", true, NOON);
    run.beats(3);
    assertThat(run.meters.get("leeway.predictions.open").gauge().value()).isEqualTo(1);
    run.pause(Duration.ofDays(8).plusSeconds(10));
    run.beats(4);

    assertThat(counted("leeway.labels", "fate", "orphan_label")).isEqualTo(1);
    assertThat(run.meters.get("leeway.predictions.open").gauge().value()).isZero();
  }

  @Test
  void tide_saysHowFarLabelsHaveBeenRead_andTheClockOnceTheyAreQuiet() throws Undecodable {
    predict(run, "a", NOON, 0.8);
    run.label("a", true, NOON.plusSeconds(100));
    run.beats(1);
    List<Tide> tides = run.tides();
    assertThat(tides.get(tides.size() - 1).labelsAt()).contains(NOON.plusSeconds(100));

    run.beats(5);
    tides = run.tides();
    Tide last = tides.get(tides.size() - 1);
    assertThat(last.labelsAt()).contains(last.at());
  }

  private static void predict(TopologyRun to, String id, Instant at, double score) {
    PredictionRecord record = Fixtures.prediction(id, at, new SplittableRandom(3), 1.0);
    record.setOutput(Map.of("p", score));
    to.send(record);
  }

  /** Predictions of some minutes, some ids twice; labels late, several for one id, some alone. */
  private static List<Runnable> arrivals(TopologyRun to) {
    SplittableRandom random = new SplittableRandom(11);
    List<Runnable> arrivals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String id = "p" + random.nextInt(180);
      Instant at = NOON.plusSeconds(random.nextInt(300));
      double score = random.nextInt(1001) / 1000.0;
      arrivals.add(() -> predict(to, id, at, score));
      int labels = random.nextInt(3);
      for (int j = 0; j < labels; j++) {
        boolean truth = random.nextBoolean();
        Instant known = at.plusSeconds(random.nextInt(9 * 86_400));
        arrivals.add(() -> to.label(id, truth, known));
      }
    }
    return arrivals;
  }

  private static Map<String, String> bytes(SortedMap<String, PerformanceProfile> outcomes) {
    Map<String, String> bytes = new TreeMap<>();
    outcomes.forEach(
        (key, profile) -> {
          if (profile.isEmpty()) return;
          assertThat(profile.isWhole()).isTrue();
          bytes.put(key, HexFormat.of().formatHex(PerformanceProfileCodec.encode(profile)));
        });
    return bytes;
  }

  private double counted(String name, String... tags) {
    return run.meters.get(name).tags(tags).counter().count();
  }

  private TopologyRun open(String name) {
    return new TopologyRun(new Watched(), List.of(), folder.resolve(name));
  }

  /** The fixtures' model, its performance watched. */
  private static final class Watched implements ModelDirectory {

    private final Monitor monitor =
        Fixtures.monitor()
            .with(
                PerformancePolicy.of(
                        new AnswerShape(
                            Optional.of(Task.BINARY),
                            Optional.empty(),
                            List.of(new ScoreColumn("", "p")),
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            OptionalInt.empty()))
                    .with(OutcomeViews.NONE.withDetectors(Set.of(DetectorKind.DDM))));

    @Override
    public Optional<Monitor> monitor(String model) {
      return model.equals(Fixtures.MODEL.name()) ? Optional.of(monitor) : Optional.empty();
    }

    @Override
    public Optional<Reference> reference(ModelRef model, Instant paneStart) {
      return Optional.empty();
    }
  }
}
