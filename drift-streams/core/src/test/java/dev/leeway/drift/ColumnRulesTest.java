package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Band;
import dev.leeway.reference.Bands;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Thresholds, p-values and bands in place of the default rule, and the measures a monitor names.
 */
class ColumnRulesTest {

  private final SplittableRandom random = new SplittableRandom(5);
  private final Column numbers = Column.of(Column.cells(2_000, random::nextGaussian));
  private final List<Object> shifted = Column.cells(300, () -> random.nextGaussian() + 0.6);
  private final List<Object> usual = Column.cells(300, random::nextGaussian);

  @Test
  void measures_areTheUsualOfTheKind_orThoseNamed() {
    Column words = Column.of(Column.cells(500, () -> random.nextBoolean() ? "a" : "b"));

    assertThat(keys(numbers.judge(usual)))
        .containsExactly(
            "evidence", "effect", "ks", "psi", "jensen_shannon", "wasserstein_normalised");
    assertThat(keys(words.judge(List.of("a", "b"))))
        .containsExactly("evidence", "effect", "psi", "jensen_shannon", "total_variation");
    Monitor named = Column.MONITOR.with(EnumSet.of(Measure.ENERGY, Measure.CHI_SQUARE));
    assertThat(keys(numbers.judge(usual, named)))
        .containsExactly("evidence", "effect", "energy", "chi_square");
    assertThat(keys(words.judge(List.of("a"), named)))
        .containsExactly("evidence", "effect", "chi_square");
  }

  @Test
  void measures_ofARule_areTakenThoughNotNamed() {
    Monitor monitor =
        Column.MONITOR.with("x", policy(rules(Map.of(), Map.of(Measure.T, 1e-9), Map.of())));

    assertThat(keys(numbers.judge(usual, monitor))).contains("t", "ks");
  }

  @Test
  void aPValue_decides() {
    Monitor monitor = monitor(rules(Map.of(), Map.of(Measure.ANDERSON_DARLING, 0.001), Map.of()));

    assertThat(numbers.judge(shifted, monitor).state()).isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(usual, monitor).state()).isEqualTo(State.OK);
  }

  @Test
  void whatDecided_isNamed_andNothingElseHasAThreshold() {
    Monitor monitor = monitor(rules(Map.of(Measure.KS, 0.2), Map.of(Measure.T, 1e-6), Map.of()));
    ColumnVerdict ruled = numbers.judge(shifted, monitor);

    assertThat(ruled.why()).contains(", threshold 0.200; t: p ", ", limit 1.0e-06; median");
    assertThat(ruled.measures())
        .filteredOn(result -> result.threshold().isPresent())
        .extracting(MeasureResult::measure)
        .containsExactly(Measure.KS);
    assertThat(numbers.judge(shifted).measures())
        .filteredOn(result -> result.threshold().isPresent())
        .extracting(MeasureResult::measure)
        .containsExactly(Measure.EVIDENCE, Measure.EFFECT);
  }

  @Test
  void aThreshold_holdsForBothSigns() {
    Monitor monitor = monitor(rules(Map.of(Measure.T, 3.0), Map.of(), Map.of()));

    for (double shift : new double[] {-1, 1}) {
      List<Object> rows = Column.cells(100, () -> random.nextGaussian() + shift);
      assertThat(numbers.judge(rows, monitor).state()).isEqualTo(State.DRIFTED);
    }
    assertThat(numbers.judge(usual, monitor).state()).isEqualTo(State.OK);
  }

  @Test
  void aBand_decidesByTheReferencesChunks() {
    MeasureResult far = numbers.judge(shifted).measure(Measure.JENSEN_SHANNON).orElseThrow();
    MeasureResult near = numbers.judge(usual).measure(Measure.JENSEN_SHANNON).orElseThrow();
    double middle = (far.value() + near.value()) / 2;
    Reference banded = banded(far.formula(), new Band(middle - 0.03, 0.01, 10));
    Monitor monitor = monitor(rules(Map.of(), Map.of(), Map.of(Measure.JENSEN_SHANNON, 3.0)));

    ColumnVerdict drifted = judge(banded, monitor, shifted);

    assertThat(far.value()).isGreaterThan(near.value());
    assertThat(drifted.state()).isEqualTo(State.DRIFTED);
    assertThat(drifted.measure(Measure.JENSEN_SHANNON).orElseThrow().threshold().orElseThrow())
        .isBetween(middle - 1e-12, middle + 1e-12);
    assertThat(judge(banded, monitor, usual).state()).isEqualTo(State.OK);
  }

  @Test
  void aBandThatTheReferenceHasNot_isUnknown_withItsReason() {
    Monitor monitor = monitor(rules(Map.of(), Map.of(), Map.of(Measure.KS, 3.0)));
    ColumnVerdict verdict = numbers.judge(usual, monitor);

    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.why()).startsWith("the reference has no band for ks; ");
    Monitor withThreshold =
        monitor(rules(Map.of(Measure.PSI, 1e-6), Map.of(), Map.of(Measure.KS, 3.0)));
    assertThat(numbers.judge(usual, withThreshold).state()).isEqualTo(State.DRIFTED);
  }

  /** 95 % missing must not read as "no drift" because the other 5 % are as ever. */
  @Test
  void missingRows_areNotOverlooked_byARuleOnNumbersOnly() {
    Monitor monitor = monitor(rules(Map.of(Measure.WASSERSTEIN, 100.0), Map.of(), Map.of()));
    List<Object> mostlyMissing = new ArrayList<>(usual);
    mostlyMissing.addAll(Collections.nCopies(1_900, null));

    assertThat(numbers.judge(mostlyMissing, monitor).state()).isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(Collections.nCopies(100, null), monitor).state())
        .isEqualTo(State.DRIFTED);
    assertThat(numbers.judge(usual, monitor).state()).isEqualTo(State.OK);
  }

  private static List<String> keys(ColumnVerdict verdict) {
    return verdict.measures().stream().map(result -> result.measure().key()).toList();
  }

  private static ColumnVerdict judge(Reference reference, Monitor monitor, List<Object> rows) {
    Column column = new Column(reference);
    return column.judge(rows, monitor);
  }

  private Reference banded(String formula, Band band) {
    return numbers.reference.withBands(
        new Bands(new TreeMap<>(Map.of("x", new TreeMap<>(Map.of(formula, band))))));
  }

  private static ColumnRules rules(
      Map<Measure, Double> thresholds, Map<Measure, Double> pValues, Map<Measure, Double> bands) {
    return new ColumnRules(new TreeMap<>(thresholds), new TreeMap<>(pValues), new TreeMap<>(bands));
  }

  private static Monitor monitor(ColumnRules rules) {
    return Column.MONITOR.with("x", policy(rules));
  }

  private static ColumnPolicy policy(ColumnRules rules) {
    return new ColumnPolicy(false, Optional.empty(), OptionalDouble.empty(), rules);
  }
}
