package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {

  /** scipy.stats.ks_2samp(method="asymp") of samples of these sizes that are d apart. */
  @ParameterizedTest
  @CsvSource({
    "0.05, 1000, 1000, 0.15866260223815387",
    "0.1, 500, 500, 0.01252034472993464",
    "0.02, 100000, 2000, 0.40752434623612965",
    "0.3, 50, 50, 0.0171781183234907",
    "0.01, 1000, 1000, 0.9999999991073389",
    "0.5, 200, 200, 1.2131434371817858e-23"
  })
  void kolmogorov_equalsScipys(double d, long n, long m, double scipys) {
    assertThat(Tails.kolmogorov(d, n, m)).isCloseTo(scipys, within(1e-9 * scipys));
  }

  @Test
  void kolmogorov_isAProbability_andFallsWithTheGap() {
    assertThat(Tails.kolmogorov(0.5, 0, 10)).isOne();
    assertThat(Tails.kolmogorov(0, 10, 10)).isOne();
    assertThat(Tails.kolmogorov(1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2)).isZero();
    for (long n : new long[] {1, 7, 100, 1_000_000}) {
      double last = 1;
      for (double d = 0; d <= 1; d += 0.001) {
        double tail = Tails.kolmogorov(d, n, 50);
        assertThat(tail).isBetween(0.0, last + 1e-11);
        last = tail;
      }
    }
  }

  /** The two ways to a p-value meet where the one gives way to the other. */
  @ParameterizedTest
  @CsvSource({"0.05, 1000, 1000", "0.07, 1000, 999", "0.02, 20000, 50", "0.2, 20000, 50"})
  void kolmogorovExact_isNearTheLimit_forLargeSamples(double d, long n, long m) {
    double exact = Tails.kolmogorovExact(d, n, m);

    // Fractions of one sample's step make the exact distribution jump.
    assertThat(Tails.kolmogorov(d, n, m)).isCloseTo(exact, within(0.03));
  }

  /** All 2 / C(4, 2) and so on: counted by hand. */
  @Test
  void kolmogorovExact_ofFewRows_isCounted() {
    assertThat(Tails.kolmogorovExact(1, 2, 2)).isCloseTo(2 / 6.0, within(1e-15));
    assertThat(Tails.kolmogorovExact(1, 3, 1)).isCloseTo(2 / 4.0, within(1e-15));
    assertThat(Tails.kolmogorovExact(0.5, 2, 2)).isOne();
    assertThat(Tails.kolmogorovExact(0, 5, 7)).isOne();
  }

  /**
   * Cramer-von Mises: scipy.stats._hypotests._cdf_cvm_inf (scipy 1.17.1); Anderson-Darling: the
   * table of Marsaglia and Marsaglia (JSS 9(2), 2004) and D'Agostino and Stephens' points.
   */
  @ParameterizedTest
  @CsvSource({
    "CRAMER_VON_MISES, 0.02480, 0.99, 2e-5",
    "CRAMER_VON_MISES, 0.11888, 0.5, 1e-5",
    "CRAMER_VON_MISES, 0.34730, 0.1, 1e-5",
    "CRAMER_VON_MISES, 0.46136, 0.05, 1e-5",
    "CRAMER_VON_MISES, 0.74346, 0.01, 1e-6",
    "CRAMER_VON_MISES, 1.16786, 0.001, 1e-7",
    "ANDERSON_DARLING, 1.248, 0.25, 3e-4",
    "ANDERSON_DARLING, 1.9330, 0.1, 1e-4",
    "ANDERSON_DARLING, 2.4924, 0.05, 1e-5",
    "ANDERSON_DARLING, 3.8781, 0.01, 1e-5",
    "ANDERSON_DARLING, 5.9694, 0.001, 1e-6"
  })
  void quadraticTails_equalTheTables(
      QuadraticTail tail, double value, double probability, double precision) {
    assertThat(tail.beyond(value)).isCloseTo(probability, within(precision));
  }

  @Test
  void quadraticTails_fall_andNeverEndInRounding() {
    for (QuadraticTail tail : QuadraticTail.values()) {
      double last = 1;
      for (double x = 0; x < 30; x += 0.01) {
        double now = tail.beyond(x);
        assertThat(now).as("%s beyond %s", tail, x).isBetween(Double.MIN_NORMAL, last + 1e-12);
        last = now;
      }
    }
    // Far out only the largest weight is left: sqrt(3) erfc(sqrt(x)).
    assertThat(QuadraticTail.ANDERSON_DARLING.beyond(25))
        .isCloseTo(Math.sqrt(3) * Tails.normalBothSides(Math.sqrt(50)), within(3e-13));
  }

  @Test
  void cramerVonMises_ofOneRowAgainstOne_hasAPValue() {
    OrderedCells cells = OrderedCells.ofSamples(new double[] {1}, new double[] {2});

    assertThat(RankTests.cramerVonMises(cells).pValue()).hasValue(1);
  }
}
