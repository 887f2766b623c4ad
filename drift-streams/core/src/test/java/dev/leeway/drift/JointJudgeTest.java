package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Row;
import dev.leeway.joint.JointTransform;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.JointSample;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JointJudgeTest {

  private static final List<String> COLUMNS = List.of("distance", "delay", "carrier", "late");
  private static final int ROWS = 8_000;
  private static final Monitor MONITOR = Monitor.withDefaults("flights").withMultivariate(true);

  /** Flights of which a long one is late where the correlation says so. */
  private static void flight(CellSink sink, Random random, double correlation) {
    sink.startRow();
    double distance = random.nextGaussian();
    double noise = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    sink.number(0, 800 + 200 * distance);
    double delay = correlation * distance + noise;
    if (random.nextInt(20) > 0) sink.number(1, delay);
    sink.text(2, random.nextInt(3) == 0 ? "AA" : random.nextInt(50) == 0 ? "XX" : "UA");
    sink.flag(3, delay > 1);
  }

  private static Consumer<CellSink> flights(long seed, int rows, double correlation) {
    return sink -> {
      Random random = new Random(seed);
      for (int i = 0; i < rows; i++) flight(sink, random, correlation);
    };
  }

  private static Reference reference(Consumer<CellSink> table, int rows, Monitor monitor) {
    return chunked(table, rows, monitor).reference();
  }

  private static ChunkedCounter.Chunked chunked(
      Consumer<CellSink> table, int rows, Monitor monitor) {
    LayoutBuilder first = new LayoutBuilder(COLUMNS, monitor);
    table.accept(first);
    JointSample second = new JointSample(COLUMNS, first.build(), monitor, rows);
    table.accept(second);
    ChunkedCounter third = new ChunkedCounter(COLUMNS, second.fit(first.build()), rows);
    table.accept(third);
    return third.build(new ModelRef("flights", "1"), Instant.EPOCH, new TreeMap<>());
  }

  private static Reference reference() {
    return reference(flights(1, ROWS, 0.9), ROWS, MONITOR);
  }

  private static Profile window(Reference reference, Consumer<CellSink> table) {
    ReferenceCounter counter = new ReferenceCounter(COLUMNS, reference.layout());
    table.accept(counter);
    return counter.build(reference.model(), Instant.EPOCH, new TreeMap<>()).profile();
  }

  private static ColumnVerdict joint(List<ColumnVerdict> verdicts) {
    return verdicts.stream().filter(each -> each.column().equals("__joint__")).findFirst().get();
  }

  /** Of every four rows in turn one is of another sensor: the sample must not be that one. */
  @Test
  void rowsThatGoRoundInFours_areNoDrift() {
    Consumer<CellSink> rounds =
        sink -> {
          Random random = new Random(4);
          for (int i = 0; i < ROWS; i++) flight(sink, random, i % 4 == 0 ? -0.9 : 0.9);
        };
    Reference reference = reference(rounds, ROWS, MONITOR);

    ColumnVerdict together =
        joint(new DriftJudge(reference, MONITOR).judge(window(reference, rounds)));

    assertThat(together.state()).isEqualTo(State.OK);
  }

  @Test
  void flippedCorrelation_driftsWhileNoColumnDoes() {
    Reference reference = reference();
    List<ColumnVerdict> verdicts =
        new DriftJudge(reference, MONITOR).judge(window(reference, flights(2, 1_000, -0.9)));
    for (ColumnVerdict verdict : verdicts) {
      boolean together = verdict.column().equals("__joint__");
      assertThat(verdict.state()).isEqualTo(together ? State.DRIFTED : State.OK);
    }
    ColumnVerdict joint = joint(verdicts);
    assertThat(joint.kind()).isEqualTo(ColumnKind.JOINT);
    assertThat(joint.rows()).isEqualTo(1_000);
    assertThat(joint.why()).startsWith("distance and delay on the same side of their middle in ");
    assertThat(joint.measures())
        .extracting(MeasureResult::measure)
        .containsExactly(
            Measure.EVIDENCE,
            Measure.EFFECT,
            Measure.PCA_RECONSTRUCTION,
            Measure.MMD,
            Measure.CONCORDANCE);
    assertThat(joint.measure(Measure.MMD).get().pValue().getAsDouble()).isLessThan(0.05);
    assertThat(joint.measure(Measure.PCA_RECONSTRUCTION).get().pValue().getAsDouble())
        .isLessThan(1e-10);
    assertThat(joint.measure(Measure.MMD).get().referenceRows()).isEqualTo(ROWS * 3 / 4);
  }

  @Test
  void evidence_isSummedUpOverWindows() {
    Reference reference = reference();
    DriftJudge judge = new DriftJudge(reference, MONITOR);
    Accumulation evidence = judge.begin(Instant.EPOCH);
    int windows = 0;
    State state = State.OK;
    while (state == State.OK && windows < 100) {
      Profile window = window(reference, flights(50 + windows, 60, 0.7));
      evidence = judge.advance(evidence, window, Instant.ofEpochSecond(60L * ++windows));
      state = joint(judge.judge(window, evidence)).state();
    }
    assertThat(windows).isBetween(2, 99);
    Accumulation restored = AccumulationCodec.decode(List.of(AccumulationCodec.encode(evidence)));
    assertThat(judge.fits(restored)).isTrue();
  }

  @Test
  void rowsLikeTheReference_neverDrift() {
    Reference reference = reference();
    DriftJudge judge = new DriftJudge(reference, MONITOR);
    Accumulation evidence = judge.begin(Instant.EPOCH);
    for (int i = 1; i <= 60; i++) {
      Profile window = window(reference, flights(1_000 + i, 100, 0.9));
      evidence = judge.advance(evidence, window, Instant.ofEpochSecond(60L * i));
      assertThat(joint(judge.judge(window, evidence)).state()).isEqualTo(State.OK);
    }
  }

  /** Also where the reference is small, as many references as there are chances. */
  @Test
  void smallReferences_misleadNobody() {
    Monitor strict = MONITOR.with(new Decision(0.05, 1_000, 0, 30, 1));
    for (int seed = 0; seed < 40; seed++) {
      Reference reference = reference(flights(seed, 200, 0.9), 200, strict);
      Profile window = window(reference, flights(10_000 + seed, 5_000, 0.9));
      assertThat(joint(new DriftJudge(reference, strict).judge(window)).state())
          .isEqualTo(State.OK);
    }
  }

  @Test
  void rules_decideInPlaceOfTheDefault() {
    Reference reference = reference();
    Profile same = window(reference, flights(3, 300, 0.9));
    Profile other = window(reference, flights(2, 300, -0.9));
    ColumnPolicy policy =
        new ColumnPolicy(
            false,
            Optional.empty(),
            OptionalDouble.empty(),
            ColumnRules.ofThresholds(Map.of(Measure.MMD, 0.1)));
    DriftJudge ruled = new DriftJudge(reference, MONITOR.with("__joint__", policy));
    assertThat(joint(ruled.judge(same)).state()).isEqualTo(State.OK);
    assertThat(joint(ruled.judge(other)).state()).isEqualTo(State.DRIFTED);
    assertThat(joint(ruled.judge(other)).measure(Measure.MMD).get().threshold()).hasValue(0.1);
    DriftJudge silent =
        new DriftJudge(reference, MONITOR.with("__joint__", ColumnPolicy.DEFAULT.ignoring()));
    assertThat(silent.judge(other)).extracting(ColumnVerdict::column).containsAll(COLUMNS);
    assertThat(silent.judge(other)).hasSize(COLUMNS.size());
  }

  @Test
  void bands_areMadeOfTheReferencesChunks() {
    Reference reference = ReferenceBands.measured(chunked(flights(1, ROWS, 0.9), ROWS, MONITOR));
    ColumnRules rules =
        new ColumnRules(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(Map.of(Measure.PCA_RECONSTRUCTION, 3.0)));
    ColumnPolicy policy = new ColumnPolicy(false, Optional.empty(), OptionalDouble.empty(), rules);
    DriftJudge judge = new DriftJudge(reference, MONITOR.with("__joint__", policy));
    Profile flipped = window(reference, flights(2, 800, -0.9));
    assertThat(joint(judge.judge(flipped)).state()).isEqualTo(State.DRIFTED);
    // Fewer numbers that vary than the reference has: its error falls below the band.
    Profile exact = window(reference, flights(2, 800, 1));
    assertThat(joint(judge.judge(exact)).state()).isEqualTo(State.DRIFTED);
    DriftJudge without = new DriftJudge(reference(), MONITOR.with("__joint__", policy));
    assertThat(joint(without.judge(flipped)).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void withoutTransform_nothingIsLookedAtTogether() {
    Reference reference = reference(flights(1, 20, 0.9), 20, MONITOR);
    assertThat(reference.layout().joint()).isEmpty();
    assertThat(reference.profile().joint()).isEmpty();
    Profile window = window(reference, flights(2, 50, -0.9));
    assertThat(new DriftJudge(reference, MONITOR).judge(window)).hasSize(COLUMNS.size());
  }

  @Test
  void ignoredColumns_areNotLookedAt() {
    Monitor ignoring = MONITOR.with("delay", ColumnPolicy.DEFAULT.ignoring());
    Reference reference = reference(flights(1, ROWS, 0.9), ROWS, ignoring);
    assertThat(reference.layout().joint().orElseThrow().columns()).containsExactly(0, 2, 3);
  }

  @Test
  void layoutsAndProfiles_comeBackFromBytes() {
    Reference reference = reference();
    Layout layout = LayoutCodec.decode(LayoutCodec.encode(reference.layout()));
    assertThat(layout).isEqualTo(reference.layout());
    assertThat(layout.joint()).isPresent();
    Profile profile = ProfileCodec.decode(ProfileCodec.encode(reference.profile()));
    assertThat(profile.joint()).isEqualTo(reference.profile().joint());
    assertThat(profile.joint().orElseThrow().rows()).isEqualTo(ROWS * 3 / 4);
  }

  /** Predictions come as rows of cells by name, tables as cells by place. */
  @Test
  void predictions_areSummedAsTheRowsOfATable() {
    Reference reference = reference();
    ProfileBuilder live = new ProfileBuilder(new ProfileBuilder.Counting(reference.layout()));
    for (Row row :
        List.of(
            new Row().with("delay", 1.5).with("carrier", "UA").with("distance", 700.0),
            new Row().with("late", true).with("carrier", "new").with("distance", Double.NaN),
            new Row().with("carrier", 7.0).with("delay", "a word"))) {
      live.add(row.event());
    }
    Profile table =
        window(
            reference,
            sink -> {
              sink.startRow();
              sink.number(0, 700);
              sink.number(1, 1.5);
              sink.text(2, "UA");
              sink.startRow();
              sink.flag(3, true);
              sink.text(2, "new");
              sink.startRow();
              sink.number(2, 7);
            });
    assertThat(live.build().joint()).isEqualTo(table.joint());
    assertThat(live.build().joint().orElseThrow().rows()).isEqualTo(3);
    live.clear();
    assertThat(live.build().joint()).isEqualTo(reference.layout().joint().map(t -> t.noRows()));
  }

  @Test
  void mergeAndSubtract_keepWhatWasLookedAtTogether() {
    Reference reference = reference();
    Profile one = window(reference, flights(2, 70, 0.9));
    Profile two = window(reference, flights(3, 90, 0.1));
    Profile both =
        window(
            reference,
            sink -> {
              flights(2, 70, 0.9).accept(sink);
              flights(3, 90, 0.1).accept(sink);
            });
    assertThat(ProfileCodec.decisionBytes(two.merge(one)))
        .isEqualTo(ProfileCodec.decisionBytes(both));
    assertThat(ProfileCodec.decisionBytes(both.subtract(two)))
        .isEqualTo(ProfileCodec.decisionBytes(one));
    Profile apart = new Profile(0, 0, one.columns().subList(0, 0));
    assertThatThrownBy(() -> one.merge(apart)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void transformOfOtherColumns_isRefused() {
    JointTransform transform = reference().layout().joint().orElseThrow();
    Layout first = new Layout(reference().layout().columns().subList(0, 1));
    assertThatThrownBy(() -> first.with(transform)).isInstanceOf(IllegalArgumentException.class);
  }
}
