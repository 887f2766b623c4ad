package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.Edges;
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

    Edges edges = sample(1 << 16, numbers).edges();

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
    assertThat(edges.toArray()).containsExactly(unboxed(expected));
    assertThat(edges.bin(numbers[0])).isEqualTo(1);
    assertThat(edges.bin(numbers[numbers.length - 1])).isEqualTo(edges.bins() - 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 100})
  void edges_ofFewDistinctNumbers_areTheNumbers(int distinct) {
    double[] numbers = new double[1_000];
    Arrays.setAll(numbers, i -> i % distinct);

    Edges edges = sample(1 << 16, numbers).edges();

    assertThat(edges.size()).isEqualTo(distinct + 1);
    assertThat(edges.get(0)).isEqualTo(-Double.MIN_VALUE);
    for (int i = 0; i < distinct; i++) {
      assertThat(edges.get(i + 1)).isEqualTo(i);
      assertThat(edges.bin(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void edges_ofNothingOrNothingFinite_areNone() {
    assertThat(sample(100).edges().size()).isZero();
    assertThat(sample(100, Double.NaN, Double.POSITIVE_INFINITY).edges().size()).isZero();
  }

  @Test
  void edges_atTheEndsOfWhatADoubleHolds_areFinite() {
    Edges edges = sample(100, -Double.MAX_VALUE, Double.MAX_VALUE, 0.0, -0.0).edges();

    assertThat(edges.toArray()).containsExactly(-Double.MAX_VALUE, 0.0, Double.MAX_VALUE);
    assertThat(1 / edges.get(1)).isEqualTo(Double.POSITIVE_INFINITY);
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

    Edges edges = sample.edges();

    assertThat(edges.get(0)).isEqualTo(Math.nextDown(min));
    assertThat(edges.get(edges.size() - 1)).isEqualTo(max);
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
      assertThat(edges.get(edges.size() / 2)).isBetween(-0.23, 0.23);
    }
  }

  private static NumberSample sample(int capacity, double... numbers) {
    NumberSample sample = new NumberSample(capacity);
    for (double number : numbers) {
      sample.add(number);
    }
    return sample;
  }

  private static double[] unboxed(TreeSet<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
