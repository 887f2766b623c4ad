package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DriftJudgeTest {

  private final SplittableRandom random = new SplittableRandom(11);
  private final Column numbers = Column.of(Column.cells(5_000, random::nextGaussian));
  private final Column words = Column.of(Column.cells(5_000, this::word));

  @RepeatedTest(10)
  void aShiftOfHalfASigma_isFoundAtFiveHundredRows(RepetitionInfo repetition) {
    SplittableRandom own = new SplittableRandom(repetition.getCurrentRepetition());
    double sign = own.nextBoolean() ? 1 : -1;

    ColumnVerdict verdict = numbers.judge(Column.cells(500, () -> own.nextGaussian() + sign * 0.5));

    assertThat(verdict.state()).isEqualTo(State.DRIFTED);
    assertThat(verdict.measure(Measure.KS).orElseThrow().value()).isBetween(0.1, 0.3);
  }

  @Test
  void aShiftThatDoesNotMatter_isNoDrift_howeverSoundTheEvidence() {
    ColumnVerdict verdict = numbers.judge(Column.cells(60_000, () -> random.nextGaussian() + 0.08));

    assertThat(verdict.state()).isEqualTo(State.OK);
    assertThat(verdict.measure(Measure.EFFECT).orElseThrow().value()).isLessThan(0.05);
    assertThat(numbers.judge(Column.cells(5_000, () -> random.nextGaussian() + 0.3)).state())
        .isEqualTo(State.DRIFTED);
  }

  @Test
  void aWiderOrNarrowerSpread_isFound() {
    assertThat(numbers.judge(Column.cells(1_000, () -> 2 * random.nextGaussian())).state())
        .isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(Column.cells(1_000, () -> 0.4 * random.nextGaussian())).state())
        .isEqualTo(State.DRIFTED);
  }

  @Test
  void missingRows_areDrift_whateverTheOthersSay() {
    for (Column column : List.of(numbers, words)) {
      Supplier<Object> usual = column == numbers ? random::nextGaussian : this::word;
      List<Object> mostlyMissing = new ArrayList<>(Column.cells(5, usual));
      mostlyMissing.addAll(Collections.nCopies(95, null));
      ColumnVerdict verdict = column.judge(mostlyMissing);

      assertThat(verdict.state()).isEqualTo(State.DRIFTED);
      assertThat(verdict.missing()).isEqualTo(95);
      assertThat(verdict.why()).contains("missing values 0.0 % -> 95.0 %");
      assertThat(column.judge(Collections.nCopies(40, null)).state()).isEqualTo(State.DRIFTED);
    }
  }

  @Test
  void rowsThatAreNoNumbers_areDrift() {
    for (Object wrong : new Object[] {"n/a", Double.NaN, Double.POSITIVE_INFINITY, true}) {
      List<Object> rows = new ArrayList<>(Column.cells(450, random::nextGaussian));
      rows.addAll(Collections.nCopies(50, wrong));
      assertThat(numbers.judge(rows).state()).as("%s", wrong).isEqualTo(State.DRIFTED);
    }
  }

  @Test
  void newCategories_areDrift_andSoIsAShareThatMoves() {
    List<Object> rows = new ArrayList<>(Column.cells(450, this::word));
    rows.addAll(Collections.nCopies(50, "never seen"));
    ColumnVerdict verdict = words.judge(rows);

    assertThat(verdict.state()).isEqualTo(State.DRIFTED);
    assertThat(verdict.why()).contains("new: ").endsWith(", 10.0 %");
    assertThat(verdict.measure(Measure.KS)).isEmpty();
    Supplier<Object> moved = () -> random.nextInt(4) == 0 ? "a" : word();
    assertThat(words.judge(Column.cells(2_000, moved)).state()).isEqualTo(State.DRIFTED);
  }

  @Test
  void aConstantThatChanges_isDrift_inBothDirections() {
    Column constant = Column.of(Collections.nCopies(1_000, 5.0));
    for (double other : new double[] {4, 6, -999, 1e9, Math.nextUp(5.0)}) {
      ColumnVerdict verdict = constant.judge(Collections.nCopies(100, other));

      assertThat(verdict.state()).as("%s", other).isEqualTo(State.DRIFTED);
      assertThat(verdict.measure(Measure.KS).orElseThrow().value()).isOne();
      assertThat(verdict.measure(Measure.PSI).orElseThrow().value()).isGreaterThan(10);
      assertThat(verdict.measure(Measure.JENSEN_SHANNON).orElseThrow().value()).isEqualTo(1);
    }
    assertThat(constant.judge(Collections.nCopies(100, 5.0)).state()).isEqualTo(State.OK);
  }

  @Test
  void theLowestValueReplacedByASentinel_isDrift() {
    Supplier<Object> usual = () -> (double) random.nextInt(3);
    Column discrete = Column.of(Column.cells(3_000, usual));
    Supplier<Object> sentinel = () -> random.nextInt(3) == 0 ? -999.0 : 1.0 + random.nextInt(2);

    assertThat(discrete.judge(Column.cells(300, sentinel)).state()).isEqualTo(State.DRIFTED);
    assertThat(discrete.judge(Column.cells(300, usual)).state()).isEqualTo(State.OK);
  }

  @Test
  void aFixedThreshold_decidesInsteadOfTheRule() {
    List<Object> shifted = Column.cells(100, () -> random.nextGaussian() + 0.4);
    List<Object> usual = Column.cells(100, random::nextGaussian);

    assertThat(numbers.judge(shifted).state()).isEqualTo(State.OK);
    assertThat(numbers.judge(shifted, fixed(Measure.KS, 0.1)).state()).isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(usual, fixed(Measure.PSI, 1e-6)).state()).isEqualTo(State.DRIFTED);
    List<Object> far = Column.cells(1_000, () -> random.nextGaussian() + 3);
    assertThat(numbers.judge(far).state()).isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(far, fixed(Measure.PSI, 1e6)).state()).isEqualTo(State.OK);
    assertThat(
            numbers
                .judge(far, fixed(Measure.PSI, 1e6))
                .measure(Measure.PSI)
                .orElseThrow()
                .threshold())
        .hasValue(1e6);
  }

  @Test
  void aFixedThresholdOnAMeasureTheColumnHasNot_leavesTheRule() {
    List<Object> moved = Column.cells(2_000, () -> "a");

    assertThat(words.judge(moved, fixed(Measure.KS, 0.1)).state()).isEqualTo(State.DRIFTED);
    assertThat(words.judge(Column.cells(500, this::word), fixed(Measure.KS, 0.1)).state())
        .isEqualTo(State.OK);
  }

  @Test
  void tolerance_ofAColumn_replacesTheMonitors() {
    List<Object> moved = Column.cells(3_000, () -> random.nextGaussian() + 0.5);
    ColumnPolicy lenient =
        new ColumnPolicy(false, Optional.empty(), OptionalDouble.of(0.4), new TreeMap<>());

    assertThat(numbers.judge(moved).state()).isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(moved, Column.monitor(lenient)).state()).isEqualTo(State.OK);
  }

  @Test
  void ignoredColumns_areLeftOut_andDoNotCount() {
    List<Row> rows = SampleRows.random(random, 500);
    ColumnPolicy ignored =
        new ColumnPolicy(true, Optional.empty(), OptionalDouble.empty(), new TreeMap<>());
    Monitor usual = Column.MONITOR;
    Monitor monitor =
        new Monitor(
            usual.model(),
            usual.timing(),
            usual.windows(),
            usual.segments(),
            new TreeMap<>(Map.of("amount", ignored, "plain", ignored)),
            usual.decision(),
            usual.caps());
    Reference reference = Models.reference(numbers.reference.model(), rows);

    List<ColumnVerdict> all = new DriftJudge(reference, usual).judge(reference.profile());
    List<ColumnVerdict> some = new DriftJudge(reference, monitor).judge(reference.profile());

    assertThat(all)
        .extracting(ColumnVerdict::column)
        .containsExactly("amount", "country", "member", "vector", "plain");
    assertThat(some)
        .extracting(ColumnVerdict::column)
        .containsExactly("country", "member", "vector");
    // Fewer columns share alpha: log10(5 / 3) less evidence is needed.
    assertThat(needed(all) - needed(some)).isCloseTo(Math.log10(5 / 3.0), within(1e-12));
  }

  private static double needed(List<ColumnVerdict> verdicts) {
    return verdicts.get(0).measure(Measure.EVIDENCE).orElseThrow().threshold().orElseThrow();
  }

  private static Monitor fixed(Measure measure, double threshold) {
    return Column.monitor(
        new ColumnPolicy(
            false,
            Optional.empty(),
            OptionalDouble.empty(),
            new TreeMap<>(Map.of(measure, threshold))));
  }

  private Object word() {
    return String.valueOf((char) ('a' + random.nextInt(5)));
  }
}
