package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareIntervalTest {

  @ParameterizedTest
  @CsvSource({"0.5, 40", "0.1, 40", "0.01, 200", "0.002, 100", "0, 50", "1, 50", "0.97, 500"})
  void chernoff_holdsTheTrueShareAsOftenAsItPromises(double p, int n) {
    SplittableRandom random = new SplittableRandom(n + Math.round(1000 * p));
    double alpha = 0.05;
    int trials = 4_000;
    int missed = 0;
    for (int trial = 0; trial < trials; trial++) {
      int k = 0;
      for (int i = 0; i < n; i++) {
        if (random.nextDouble() < p) k++;
      }
      ShareInterval interval = ShareInterval.chernoff(k, n, Math.log(2 / alpha));
      if (p < interval.low() || p > interval.high()) missed++;
    }

    assertThat(missed).isLessThanOrEqualTo((int) (alpha * trials));
  }

  @Test
  void chernoff_endsWhereTheDivergenceIsThePenalty() {
    for (long n : new long[] {1, 10, 1_000, 1_000_000_000_000L}) {
      for (long k : new long[] {0, n / 3, n / 2, n - 1, n}) {
        ShareInterval interval = ShareInterval.chernoff(k, n, 5);
        double share = (double) k / n;

        assertThat(interval.low()).isBetween(0.0, share);
        assertThat(interval.high()).isBetween(share, 1.0);
        if (k > 0 && n < 1e9) {
          assertThat(n * divergence(share, interval.low())).isCloseTo(5, within(1e-6));
        }
        if (k < n && n < 1e9) {
          assertThat(n * divergence(share, interval.high())).isCloseTo(5, within(1e-6));
        }
      }
    }
  }

  @Test
  void chernoff_ofNoRows_isEverything_andOfExtremesTouchesTheEnd() {
    assertThat(ShareInterval.chernoff(0, 0, 5)).isEqualTo(new ShareInterval(0, 1));
    assertThat(ShareInterval.chernoff(0, 100, 5).low()).isZero();
    assertThat(ShareInterval.chernoff(0, 100, 5).high())
        .isCloseTo(1 - Math.exp(-0.05), within(1e-12));
    assertThat(ShareInterval.chernoff(100, 100, 5).high()).isOne();
  }

  @Test
  void within_keepsTheNarrowerEnds() {
    ShareInterval interval = new ShareInterval(0.2, 0.5);

    assertThat(interval.within(0.1, 0.4)).isEqualTo(new ShareInterval(0.30000000000000004, 0.5));
    assertThat(interval.within(0.3, 0.4)).isEqualTo(interval);
    assertThat(interval.within(Double.POSITIVE_INFINITY, 0)).isEqualTo(interval);
  }

  private static double divergence(double p, double q) {
    double heads = p == 0 ? 0 : p * Math.log(p / q);
    return heads + (p == 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q)));
  }
}
