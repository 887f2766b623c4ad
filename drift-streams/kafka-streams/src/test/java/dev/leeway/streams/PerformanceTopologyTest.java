package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.wire.Undecodable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From predictions and labels to verdicts on performance. */
class PerformanceTopologyTest {

  private static final Instant NOON = Fixtures.NOON;
  private static final PerformanceLayout LAYOUT = answers().layout().orElseThrow();

  @TempDir private Path folder;
  private TopologyRun run;

  @BeforeEach
  void start() {
    run = new TopologyRun(new Watched(), List.of(), folder);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void labels_reviseTheVerdict_untilNoneCanComeAnyMore() throws Undecodable {
    for (int i = 0; i < 20; i++) predict("p" + i);
    close();
    assertThat(only().reason()).isEqualTo(UnknownReason.TOO_FEW_LABELS);

    // The test's driver commits after each record.
    for (int i = 0; i < 20; i++) run.label("p" + i, i < 19, NOON.plusSeconds(720));
    run.beats(2);
    Verdict good = newest();
    assertThat(good.state()).isEqualTo(State.OK);
    assertThat(good.revision()).isEqualTo(21);

    for (int i = 0; i < 6; i++) run.label("p" + i, false, NOON.plusSeconds(730));
    run.beats(2);
    Verdict bad = newest();
    assertThat(bad.state()).isEqualTo(State.FAILED);
    assertThat(bad.performance().orElseThrow().labelled()).isEqualTo(20);

    run.pause(Duration.ofDays(8));
    run.beats(2);
    Verdict last = only();
    assertThat(last.performance().orElseThrow().last()).isTrue();
    assertThat(last.revision()).isEqualTo(27 + 1);
    run.beats(2);
    assertThat(performance()).isEmpty();
  }

  @Test
  void outcomesThatCannotBeRead_arePutAside_andTheirWindowIsIncomplete() throws Undecodable {
    for (int i = 0; i < 20; i++) predict("p" + i);
    byte[] damaged = run.encode(partial(PerformanceProfile.empty(LAYOUT)));
    damaged = Arrays.copyOf(damaged, damaged.length);
    damaged[damaged.length - 2] ^= 1; // of the profile: behind it is the slice's length
    run.sendPartial("series", damaged);
    close();

    assertThat(run.quarantined().get(0).getReason()).isEqualTo("partial_undecodable");
    assertThat(only().reason()).isEqualTo(UnknownReason.INCOMPLETE);
  }

  @Test
  void outcomesThatDoNotFit_arePutAside() throws Undecodable {
    PerformanceLayout other = new RankingLayout("query", "score", 10);
    run.sendPartial("series", run.encode(partial(PerformanceProfile.empty(other))));

    assertThat(run.quarantined().get(0).getReason()).isEqualTo("partial_misfit");
  }

  private static PerformancePartial partial(PerformanceProfile profile) {
    return new PerformancePartial(
        Fixtures.MODEL,
        "",
        NOON,
        Duration.ofMinutes(1),
        PerformanceLayoutCodec.id(LAYOUT),
        0,
        profile);
  }

  private void predict(String id) {
    PredictionRecord record = Fixtures.prediction(id, NOON, new SplittableRandom(3), 1.0);
    record.setOutput(Map.of("p", 0.9));
    run.send(record);
  }

  /** The window of the predictions closes: all is silent until after its end. */
  private void close() {
    run.beats(2);
    run.pause(Duration.ofSeconds(700));
    run.beats(2);
  }

  private Verdict only() throws Undecodable {
    List<Verdict> told = performance();
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private Verdict newest() throws Undecodable {
    List<Verdict> told = performance();
    return told.get(told.size() - 1);
  }

  private List<Verdict> performance() throws Undecodable {
    return run.verdicts().stream().filter(told -> told.kind() == Kind.PERFORMANCE).toList();
  }

  private static AnswerShape answers() {
    return new AnswerShape(
        Optional.of(Task.BINARY),
        Optional.empty(),
        List.of(new ScoreColumn("", "p")),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** The fixtures' model, of which an accuracy of 0.8 is asked. */
  private static final class Watched implements ModelDirectory {

    private final PerformancePolicy usual = PerformancePolicy.of(answers());
    private final Monitor monitor =
        Fixtures.monitor()
            .with(
                new PerformancePolicy(
                    usual.answers(),
                    usual.terms(),
                    List.of(),
                    new TreeMap<>(Map.of(PerformanceKey.of(PerformanceMeasure.ACCURACY), 0.8)),
                    10,
                    0,
                    true));

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
