package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What scipy and numpy say of the same samples; write_scipy_numbers.py beside the table made it.
 */
class ScipyNumbersTest {

  private static final Map<String, ColumnPair> PAIRS =
      Map.ofEntries(
          Map.entry(
              "close", pair(numbers(300, 7919, 1009, 10, 0), numbers(200, 104729, 997, 11, 0.3))),
          Map.entry("far", pair(numbers(50, 7919, 1009, 3, 0), numbers(400, 104729, 997, 2, 8))),
          Map.entry("ties", pair(whole(150, 3, 17), whole(90, 5, 19))),
          Map.entry(
              "alike", pair(numbers(1000, 7919, 1009, 1, 0), numbers(1000, 104729, 1013, 1, 0))),
          Map.entry("few", pair(numbers(5, 7919, 1009, 1, 0), numbers(4, 104729, 1013, 1, 0.1))),
          Map.entry(
              "lopsided", pair(numbers(4000, 7919, 10007, 4, 0), numbers(60, 104729, 997, 4, 0.5))),
          Map.entry("three", pair(new long[] {120, 340, 80}, new long[] {90, 300, 110})),
          Map.entry("two", pair(new long[] {45, 55}, new long[] {30, 70})),
          Map.entry("rare", pair(new long[] {1500, 3, 12, 0}, new long[] {1400, 9, 0, 0})),
          Map.entry("apart", pair(new long[] {50, 0, 0}, new long[] {0, 20, 10})),
          Map.entry("many", pair(mixed(37, 101), mixed(53, 89))));

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("table")
  void measures_equalScipys(String sample, String key, double value, String p) {
    Measure measure = Measure.of(key).orElseThrow();
    MeasureResult ours = ColumnMeasures.take(PAIRS.get(sample), measure).orElseThrow();

    assertThat(ours.value()).isCloseTo(value, within(1e-9 + 1e-11 * Math.abs(value)));
    assertThat(ours.error()).hasValue(0);
    if (p.isEmpty()) {
      assertThat(ours.pValue()).isEmpty();
    } else {
      check(measure, ours.pValue().orElseThrow(), Double.parseDouble(p));
    }
  }

  private static void check(Measure measure, double ours, double scipys) {
    switch (measure) {
      // scipy interpolates in a table that ends at .001 and .25.
      case ANDERSON_DARLING -> {
        if (scipys > 0.001 && scipys < 0.25) {
          assertThat(ours).isCloseTo(scipys, within(0.02 * scipys + 1e-4));
        } else if (scipys <= 0.001) {
          assertThat(ours).isLessThan(0.001);
        } else {
          assertThat(ours).isGreaterThan(0.24);
        }
      }
      // scipy's tail is 1 less a sum, which ends at rounding.
      case CRAMER_VON_MISES_MIDRANK -> assertThat(ours).isCloseTo(scipys, within(2e-9));
      default -> assertThat(ours).isCloseTo(scipys, within(1e-9 * scipys + 1e-300));
    }
  }

  static Stream<Arguments> table() {
    List<List<String>> rows = TestTable.read("scipy-numbers.tsv");
    return rows.stream()
        .map(
            row ->
                Arguments.of(row.get(0), row.get(1), Double.parseDouble(row.get(2)), row.get(3)));
  }

  private static ColumnPair pair(double[] reference, double[] current) {
    return ColumnPair.of(new ExactSample.Numbers(reference), new ExactSample.Numbers(current));
  }

  private static ColumnPair pair(long[] reference, long[] current) {
    return ColumnPair.of(categories(reference), categories(current));
  }

  private static ExactSample.Categories categories(long[] counts) {
    return new ExactSample.Categories(
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] > 0)
            .boxed()
            .collect(java.util.stream.Collectors.toMap(i -> "c" + i, i -> counts[i])));
  }

  private static double[] numbers(int n, long step, int size, double scale, double shift) {
    return IntStream.range(0, n)
        .mapToDouble(i -> (double) (i * step % size) / size * scale + shift)
        .toArray();
  }

  private static double[] whole(int n, int step, int size) {
    return IntStream.range(0, n).mapToDouble(i -> (long) i * i * step % size).toArray();
  }

  private static long[] mixed(int step, int size) {
    return IntStream.range(0, 60).mapToLong(i -> i * step % size + 1).toArray();
  }
}
