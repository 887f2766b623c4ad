package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.profile.SpecialBin;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ColumnMeasuresTest {

  private static final EnumSet<Measure> ALL = EnumSet.allOf(Measure.class);

  @Test
  void alike_isNoDrift_byEveryMeasure() {
    ExactSample.Numbers numbers = new ExactSample.Numbers(1, 2, 2, 5, 8, 13);
    for (ColumnPair pair :
        List.of(
            ColumnPair.of(numbers, numbers),
            words(Map.of("a", 5L, "b", 9L), Map.of("a", 5L, "b", 9L)))) {
      for (MeasureResult result : ColumnMeasures.take(pair, ALL)) {
        double nothing =
            switch (result.measure()) {
              case MANN_WHITNEY -> 18;
              // Standardised, so below its mean; averaged ranks of ties never meet.
              case ANDERSON_DARLING, CRAMER_VON_MISES_MIDRANK -> result.value();
              default -> 0;
            };
        assertThat(result.value()).as("%s", result.measure()).isCloseTo(nothing, within(1e-12));
        result.pValue().ifPresent(p -> assertThat(p).as("%s", result).isGreaterThan(0.8));
      }
    }
  }

  @Test
  void samplesWithoutRows_giveFiniteResultsOrNone() {
    ExactSample.Numbers none = new ExactSample.Numbers();
    ExactSample.Numbers some = new ExactSample.Numbers(3, 4, 4);
    ExactSample.Numbers one = new ExactSample.Numbers(7);
    ExactSample.Numbers wide = new ExactSample.Numbers(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
    ExactSample.Numbers missing =
        new ExactSample.Numbers(new double[0], Map.of(SpecialBin.MISSING, 9L));
    for (ExactSample.Numbers a : List.of(none, some, one, wide, missing)) {
      for (ExactSample.Numbers b : List.of(none, some, one, wide, missing)) {
        for (MeasureResult result : ColumnMeasures.take(ColumnPair.of(a, b), ALL)) {
          assertThat(result.value()).as("%s", result).isFinite();
          assertThat(result.error().orElseThrow()).as("%s", result).isNotNegative();
          assertThat(result.pValue().orElse(1)).as("%s", result).isBetween(0.0, 1.0);
        }
      }
    }
    assertThat(ColumnMeasures.take(words(Map.of(), Map.of("a", 3L)), ALL)).isNotEmpty();
    assertThat(ColumnMeasures.take(ColumnPair.of(some, missing), Measure.WASSERSTEIN)).isEmpty();
    assertThat(ColumnMeasures.take(ColumnPair.of(some, missing), Measure.KS).orElseThrow().value())
        .isOne();
  }

  @Test
  void categories_haveNoOrder_andOnlyTwoHaveProportions() {
    List<MeasureResult> three =
        ColumnMeasures.take(words(Map.of("a", 5L, "b", 9L, "c", 1L), Map.of("b", 9L)), ALL);
    List<MeasureResult> two =
        ColumnMeasures.take(words(Map.of("a", 5L, "b", 9L), Map.of("b", 9L)), ALL);

    assertThat(three)
        .extracting(MeasureResult::measure)
        .contains(Measure.PSI, Measure.CHI_SQUARE, Measure.G)
        .doesNotContain(
            Measure.KS, Measure.WASSERSTEIN, Measure.T, Measure.MANN_WHITNEY, Measure.Z);
    assertThat(two).extracting(MeasureResult::measure).contains(Measure.Z);
    // All b: the reference's most frequent has become more frequent.
    assertThat(two.stream().filter(result -> result.measure() == Measure.Z).findFirst())
        .hasValueSatisfying(z -> assertThat(z.value()).isNegative());
  }

  @Test
  void z_ofMissingRows_seesThem() {
    TreeMap<String, Long> even = new TreeMap<>(Map.of("false", 10L, "true", 990L));
    ColumnPair pair =
        ColumnPair.of(
            new ExactSample.Categories(even, Map.of()),
            new ExactSample.Categories(even, Map.of(SpecialBin.MISSING, 19_000L)));

    assertThat(ColumnMeasures.take(pair, Measure.Z).orElseThrow().value()).isGreaterThan(20);
  }

  @Test
  void normalised_byAConstant_isNotSaid() {
    ColumnPair pair =
        ColumnPair.of(new ExactSample.Numbers(5, 5, 5), new ExactSample.Numbers(6, 6));

    assertThat(ColumnMeasures.take(pair, Measure.WASSERSTEIN_NORMALISED)).isEmpty();
    assertThat(ColumnMeasures.take(pair, Measure.T)).isEmpty();
    assertThat(ColumnMeasures.take(pair, Measure.WASSERSTEIN).orElseThrow().value()).isOne();
  }

  @Test
  void wasserstein_movesWithTheUnit_andWassersteinNormalisedDoesNot() {
    ColumnPair metres =
        ColumnPair.of(new ExactSample.Numbers(1, 2, 4), new ExactSample.Numbers(2, 3, 9));
    ColumnPair feet =
        ColumnPair.of(new ExactSample.Numbers(3, 6, 12), new ExactSample.Numbers(6, 9, 27));

    assertThat(value(feet, Measure.WASSERSTEIN)).isCloseTo(7, within(1e-12));
    assertThat(value(metres, Measure.WASSERSTEIN)).isCloseTo(7 / 3.0, within(1e-12));
    assertThat(value(feet, Measure.WASSERSTEIN_NORMALISED))
        .isCloseTo(value(metres, Measure.WASSERSTEIN_NORMALISED), within(1e-12));
  }

  @Test
  void rowsOutOfRange_areInGroupsOfTheirOwn_butForOpenDeciles() {
    double[] hundred = new double[100];
    for (int i = 0; i < 100; i++) {
      hundred[i] = i;
    }
    double[] above = hundred.clone();
    above[99] = 1e6;
    above[98] = 1e6;
    ColumnPair pair =
        ColumnPair.of(new ExactSample.Numbers(hundred), new ExactSample.Numbers(above));

    assertThat(value(pair, Measure.TOTAL_VARIATION)).isCloseTo(0.02, within(1e-12));
    assertThat(value(pair, Measure.PSI)).isGreaterThan(0.1);
    assertThat(value(pair, Measure.PSI_DECILE)).isZero();
  }

  @Test
  void samples_areChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ExactSample.Numbers(1, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExactSample.Categories(Map.of("a", -1L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnorderedCells(new long[2], new long[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnorderedCells(new long[] {1}, new long[] {-1}));
  }

  private static double value(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().value();
  }

  private static ColumnPair words(Map<String, Long> reference, Map<String, Long> current) {
    return ColumnPair.of(
        new ExactSample.Categories(reference), new ExactSample.Categories(current));
  }
}
