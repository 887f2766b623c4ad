package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {

  /** Cases and values of scipy's TestKSTwoSamples (BSD-3-Clause). */
  @Test
  void kolmogorovSmirnov_ofFewValues_equalsScipys() {
    double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    assertThat(ks(new double[] {0}, new double[] {1})).isEqualTo(1);
    assertThat(ks(new double[] {1.01, 2.01}, new double[] {1, 2, 3}))
        .isCloseTo(1 / 3.0, within(1e-12));
    assertThat(ks(new double[] {0.99, 1.99}, new double[] {1, 2, 3}))
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(ks(new double[] {1.01, 2.01}, new double[] {1, 2, 3, 4})).isEqualTo(0.5);
    assertThat(ks(new double[] {0.99, 1.99}, new double[] {1, 2, 3, 4})).isEqualTo(0.75);
    assertThat(ks(hundred, evenly(3.1, 102.1, 100))).isCloseTo(0.03, within(1e-12));
    assertThat(ks(hundred, evenly(2.9, 101.9, 100))).isCloseTo(0.02, within(1e-12));
    assertThat(ks(hundred, evenly(21.1, 120.1, 110))).isCloseTo(0.2109090909090909, within(1e-12));
    assertThat(ks(hundred, evenly(20.9, 119.9, 110))).isCloseTo(0.2081818181818182, within(1e-12));
    double[] twos = {2, 2, 2, 3, 3, 3, 3, 5, 5, 5, 5, 5, 6, 6, 6, 6};
    assertThat(ks(twos, Arrays.stream(twos).map(x -> x + 1).toArray())).isEqualTo(0.3125);
    assertThat(ks(new double[] {1, 2, 3}, new double[] {2, 3, 4}))
        .isCloseTo(1 / 3.0, within(1e-12));
  }

  @RepeatedTest(40)
  void kolmogorovSmirnov_onTheReferencesGrid_boundsTheExactOne(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double shift = random.nextDouble(-1, 1);
    boolean coarse = random.nextBoolean();
    double[] reference = sample(random, random.nextInt(1, 3_000), 0, coarse);
    double[] current = sample(random, random.nextInt(1, 500), shift, coarse);

    Column column = Column.of(boxed(reference));
    MeasureResult binned =
        Measures.kolmogorovSmirnov(column.expected(), column.current(boxed(current)));

    double exact = exactKs(reference, current);
    assertThat(binned.value()).isLessThanOrEqualTo(exact + 1e-12);
    assertThat(binned.value() + binned.error().orElseThrow()).isGreaterThan(exact - 1e-12);
    // A grid of percentiles: what is inside one is about one percent of either sample.
    if (reference.length > 300 && shift == 0) {
      assertThat(binned.error().orElseThrow()).isLessThan(0.1);
    }
  }

  @Test
  void kolmogorovSmirnov_seesRowsThatAreNoNumbers() {
    Column column = Column.of(boxed(evenly(0, 1, 200)));
    List<Object> missing = new ArrayList<>(boxed(evenly(0, 1, 50)));
    missing.addAll(Collections.nCopies(50, null));

    assertThat(Measures.kolmogorovSmirnov(column.expected(), column.current(missing)).value())
        .isCloseTo(0.5, within(1e-12));
    assertThat(
            Measures.kolmogorovSmirnov(
                    column.expected(), column.current(Collections.nCopies(9, null)))
                .value())
        .isEqualTo(1);
  }

  /**
   * Press et al.'s correction of the sample size with scipy.special.kolmogorov (scipy 1.17.1), and
   * the two-sided p-value of scipy.stats.kstwo.sf(D, round(nm / (n + m))) to compare with.
   */
  @ParameterizedTest
  @CsvSource({
    "0.05, 1000, 1000, 0.15955408974378785, 0.15866260223815387",
    "0.1, 500, 500, 0.012432141728521395, 0.01252034472993464",
    "0.02, 100000, 2000, 0.40941943922082713, 0.40752434623612965",
    "0.3, 50, 50, 0.017144412343195865, 0.0171781183234907",
    "0.01, 1000, 1000, 0.9999999997180763, 0.9999999991073389",
    "0.5, 200, 200, 1.0319381431233134e-22, 1.2131434371817858e-23"
  })
  void kolmogorovTail_equalsScipys(double d, long n, long m, double corrected, double exact) {
    double tail = Measures.kolmogorovTail(d, n, m);

    assertThat(tail).isCloseTo(corrected, within(1e-12 * corrected + 1e-9 * (1 - corrected)));
    if (exact > 1e-6) assertThat(tail).isCloseTo(exact, within(0.01 * exact));
  }

  @Test
  void kolmogorovTail_isAProbability_andFallsWithTheGap() {
    assertThat(Measures.kolmogorovTail(0.5, 0, 10)).isOne();
    assertThat(Measures.kolmogorovTail(0, 10, 10)).isOne();
    assertThat(Measures.kolmogorovTail(1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2)).isZero();
    for (long n : new long[] {1, 7, 100, 1_000_000}) {
      double last = 1;
      for (double d = 0; d <= 1; d += 0.001) {
        double tail = Measures.kolmogorovTail(d, n, 50);
        assertThat(tail).isBetween(0.0, last + 1e-11);
        last = tail;
      }
    }
  }

  @Test
  void populationStability_equalsOthers() {
    // deequ, KLLDistanceTest.scala (Apache-2.0): ten bins.
    Distribution expected = Column.unordered(428, 425, 414, 427, 440, 447, 380, 386, 444, 386, 0);
    Distribution actual = Column.unordered(426, 437, 429, 391, 469, 433, 360, 443, 371, 418, 0);
    assertThat(Measures.populationStability(expected, actual).value())
        .isCloseTo(0.007406694184014186, within(1e-15));
    // numpy 2.4.6, shares floored at 1e-4: an empty bin on one side.
    assertThat(
            Measures.populationStability(
                    Column.unordered(120, 340, 80, 0, 60, 0),
                    Column.unordered(90, 300, 110, 25, 75, 0))
                .value())
        .isCloseTo(0.29497163240531843, within(1e-13));
    assertThat(Measures.populationStability(expected, expected).value()).isZero();
  }

  @Test
  void jensenShannon_equalsOthers() {
    // scipy.spatial.distance.jensenshannon(base=2), scipy 1.17.1; counts of the last are deequ's.
    assertThat(
            Measures.jensenShannon(
                    Column.unordered(120, 340, 80, 0, 60, 0),
                    Column.unordered(90, 300, 110, 25, 75, 0))
                .value())
        .isCloseTo(0.16966294664751133, within(1e-13));
    assertThat(
            Measures.jensenShannon(
                    Column.unordered(10, 20, 25, 10, 5, 0), Column.unordered(11, 20, 25, 10, 10, 0))
                .value())
        .isCloseTo(0.08631154527040184, within(1e-13));
    // TFDV, metrics_test.cc (Apache-2.0): a divergence, so the square of our distance.
    double distance =
        Measures.jensenShannon(Column.unordered(2, 2, 0, 0, 0), Column.unordered(0, 1, 1, 2, 0))
            .value();
    assertThat(distance * distance).isCloseTo(0.65563906222, within(1e-5));
    assertThat(Measures.jensenShannon(Column.unordered(5, 0, 0), Column.unordered(0, 7, 0)).value())
        .isCloseTo(1, within(1e-12));
    assertThat(Measures.jensenShannon(Column.unordered(5, 5, 0), Column.unordered(7, 7, 0)).value())
        .isZero();
  }

  @Test
  void effect_ofCategories_isTheShareThatMoved_lessNoise() {
    Distribution even = Column.unordered(5_000, 5_000, 0);

    assertThat(Measures.effect(false, even, Column.unordered(7_000, 3_000, 0)).value())
        .isBetween(0.18, 0.2);
    assertThat(Measures.effect(false, even, even).value()).isZero();
    assertThat(Measures.effect(false, even, Column.unordered(0, 0, 100)).value())
        .isBetween(0.95, 1.0);
  }

  @Test
  void measures_ofEmptyDistributions_areFinite() {
    Distribution some = Column.ordered(3, 4, 5);
    Distribution none = Column.ordered(0, 0, 0);
    for (Distribution a : List.of(some, none)) {
      for (Distribution b : List.of(some, none)) {
        assertThat(Measures.kolmogorovSmirnov(a, b).value()).isBetween(0.0, 1.0);
        assertThat(Measures.populationStability(a, b).value()).isGreaterThanOrEqualTo(0).isFinite();
        assertThat(Measures.jensenShannon(a, b).value()).isBetween(0.0, 1.0);
        assertThat(Measures.effect(true, a, b).value()).isBetween(0.0, 1.0);
        assertThat(Measures.effect(false, a, b).value()).isBetween(0.0, 1.0);
      }
    }
  }

  /** On a grid that has every value of either sample. */
  private static double ks(double[] reference, double[] current) {
    double[] all =
        DoubleStream.concat(Arrays.stream(reference), Arrays.stream(current))
            .sorted()
            .distinct()
            .toArray();
    MeasureResult result = Measures.kolmogorovSmirnov(counts(reference, all), counts(current, all));
    assertThat(result.value()).isCloseTo(exactKs(reference, current), within(1e-12));
    return result.value();
  }

  private static Distribution counts(double[] sample, double[] values) {
    int[] counts = new int[values.length + 1];
    for (double value : sample) {
      counts[Arrays.binarySearch(values, value)]++;
    }
    return Column.ordered(counts);
  }

  private static double exactKs(double[] a, double[] b) {
    double gap = 0;
    for (double x : DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray()) {
      gap = Math.max(gap, Math.abs(below(a, x) - below(b, x)));
    }
    return gap;
  }

  private static double below(double[] sample, double x) {
    return (double) Arrays.stream(sample).filter(value -> value <= x).count() / sample.length;
  }

  private static double[] sample(SplittableRandom random, int n, double shift, boolean coarse) {
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      double value = random.nextGaussian() + shift;
      sample[i] = coarse ? Math.rint(4 * value) : value;
    }
    return sample;
  }

  private static double[] evenly(double first, double last, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + i * (last - first) / (count - 1);
    }
    return values;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
