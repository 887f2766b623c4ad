package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.Cut;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSampleTest {

  @RepeatedTest(30)
  void edges_arePercentiles_andTheSmallestNumberIsInTheFirstRegularBin(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] numbers = new double[random.nextInt(101, 3_000)];
    Arrays.setAll(numbers, i -> random.nextGaussian());

    ReferenceGrid grid = sample(1 << 16, numbers).grid();

    Arrays.sort(numbers);
    TreeSet<Double> expected = new TreeSet<>();
    expected.add(Math.nextDown(numbers[0]));
    expected.add(numbers[numbers.length - 1]);
    for (int q = 1; q < 100; q++) {
      // The smallest number that at least q percent of all do not exceed.
      int rank = 1;
      while (100L * rank < (long) q * numbers.length) rank++;
      expected.add(numbers[rank - 1]);
    }
    assertThat(percentiles(grid)).containsExactly(unboxed(expected));
    assertThat(grid.edges().bin(numbers[0])).isEqualTo(1);
    assertThat(grid.edges().bin(numbers[numbers.length - 1])).isEqualTo(grid.edges().bins() - 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 100})
  void edges_ofFewDistinctNumbers_areTheNumbers(int distinct) {
    double[] numbers = new double[1_000];
    Arrays.setAll(numbers, i -> i % distinct);

    double[] edges = percentiles(sample(1 << 16, numbers).grid());

    assertThat(edges).hasSize(distinct + 1);
    assertThat(edges[0]).isEqualTo(-Double.MIN_VALUE);
    for (int i = 0; i < distinct; i++) {
      assertThat(edges[i + 1]).isEqualTo(i);
    }
  }

  @Test
  void edges_ofNothingOrNothingFinite_areNone() {
    assertThat(sample(100).grid().edges().size()).isZero();
    assertThat(sample(100, Double.NaN, Double.POSITIVE_INFINITY).grid().edges().size()).isZero();
  }

  @Test
  void edges_atTheEndsOfWhatADoubleHolds_areFinite() {
    double[] edges =
        percentiles(sample(100, -Double.MAX_VALUE, Double.MAX_VALUE, 0.0, -0.0).grid());

    assertThat(edges).containsExactly(-Double.MAX_VALUE, 0.0, Double.MAX_VALUE);
    assertThat(1 / edges[1]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 65, 100, 1_000})
  void thinning_keepsTheExtremes_andAnEvenSample(int capacity) {
    SplittableRandom random = new SplittableRandom(capacity);
    NumberSample sample = new NumberSample(capacity);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 50_000; i++) {
      double number = i == 33_333 ? -1e9 : i == 44_445 ? 1e9 : random.nextGaussian();
      sample.add(number);
      min = Math.min(min, number);
      max = Math.max(max, number);
    }

    double[] edges = percentiles(sample.grid());

    assertThat(edges[0]).isEqualTo(Math.nextDown(min));
    assertThat(edges[edges.length - 1]).isEqualTo(max);
    long[] kept = {0, 0};
    sample.forEach(
        (number, times) -> {
          kept[0]++;
          kept[1] += times;
        });
    assertThat(kept[0]).isBetween((capacity + 1) / 2L, (long) capacity);
    assertThat(kept[1]).isBetween(50_000L, 50_000L + 2 * 50_000L / kept[0]);
    if (capacity == 1_000) {
      // The median of at least 500 even draws: within four standard errors of 0, 1.25 / sqrt(500).
      assertThat(edges[edges.length / 2]).isBetween(-0.23, 0.23);
    }
  }

  private static NumberSample sample(int capacity, double... numbers) {
    NumberSample sample = new NumberSample(capacity);
    for (double number : numbers) {
      sample.add(number);
    }
    return sample;
  }

  private static double[] percentiles(ReferenceGrid grid) {
    return Arrays.stream(grid.cuts().places(Cut.PERCENTILES))
        .mapToDouble(grid.edges()::get)
        .toArray();
  }

  private static double[] unboxed(TreeSet<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
