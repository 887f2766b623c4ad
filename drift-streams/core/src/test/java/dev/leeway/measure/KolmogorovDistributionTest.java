package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KolmogorovDistributionTest {

  /** Every formula that is chosen between, on both sides of where it gives way to another. */
  @ParameterizedTest(name = "P(D_{1} >= {0})")
  @MethodSource("scipys")
  void beyond_equalsScipys(double d, long n, double scipys) {
    double ours = KolmogorovDistribution.beyond(d, n);

    // Of more than 1,000 numbers the lower tail is a series; of 140 or fewer all is exact.
    double precision = n <= 1_000 ? 1e-12 : 4e-8;
    assertThat(ours).isCloseTo(scipys, within(Math.min(precision, 1e-6 * scipys)));
    if (n * d * d > 4) assertThat(ours).isCloseTo(scipys, within(1e-9 * scipys));
  }

  static Stream<Arguments> scipys() {
    return TestTable.read("kstwo.tsv").stream().map(KolmogorovDistributionTest::row);
  }

  private static Arguments row(List<String> cells) {
    return Arguments.of(
        Double.parseDouble(cells.get(0)),
        Long.parseLong(cells.get(1)),
        Double.parseDouble(cells.get(2)));
  }

  /** Of one number D is max(F, 1 - F); of two it is counted by hand; Ruben and Gambino 1982. */
  @ParameterizedTest
  @CsvSource({"0.5, 1, 1", "0.75, 1, 0.5", "0.25, 2, 1", "0.375, 2, 0.875", "0.75, 2, 0.125"})
  void beyond_ofFewNumbers_isCounted(double d, long n, double p) {
    assertThat(KolmogorovDistribution.beyond(d, n)).isCloseTo(p, within(1e-15));
  }

  @Test
  void beyond_isAProbability_andFalls() {
    for (long n : new long[] {1, 2, 7, 140, 141, 1_000, 1_001, 1_000_000_000_000L}) {
      double last = 1;
      for (double d = 0; d <= 1.1; d += 0.0007) {
        double tail = KolmogorovDistribution.beyond(d, n);
        assertThat(tail).as("%s of %s", d, n).isBetween(0.0, last + 1e-12);
        last = tail;
      }
    }
    assertThat(KolmogorovDistribution.beyond(1, 5)).isZero();
    assertThat(KolmogorovDistribution.beyond(-1, 5)).isOne();
    assertThat(KolmogorovDistribution.beyond(Double.NaN, 5)).isOne();
  }
}
