package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanEvidenceTest {

  private static final double DELTA = 1e-4;

  /** Exact, over all counts of heads: the e-value's expectation is at most 1. */
  @Test
  void expectation_isAtMostOneForEveryCoinTheReferenceAllows() {
    for (double coin : new double[] {0.01, 0.1, 0.5, 0.93}) {
      MeanEvidence evidence = new MeanEvidence(5_000, coin, coin, DELTA);
      for (int rows : new int[] {1, 7, 50, 300}) {
        double expectation = 0;
        for (int heads = 0; heads <= rows; heads++) {
          expectation +=
              Math.exp(logBinomial(rows, heads, coin) + evidence.of(rows, (double) heads / rows));
        }
        assertThat(expectation).as("%s of %d", coin, rows).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void mean_isWithinTheBoundsForSmallReferences() {
    Random random = new Random(3);
    int surprised = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      double sum = 0;
      double squares = 0;
      int rows = 40;
      for (int i = 0; i < rows; i++) {
        double value = Math.pow(random.nextDouble(), 8);
        sum += value / rows;
        squares += value * value / rows;
      }
      // A million rows of the true mean are no evidence, unless the reference misled.
      if (new MeanEvidence(rows, sum, squares, 0.05).of(1_000_000, 1.0 / 9) > 0) surprised++;
    }
    assertThat(surprised).isLessThanOrEqualTo(100);
  }

  @Test
  void evidence_growsInProportionToRows() {
    MeanEvidence evidence = new MeanEvidence(20_000, 0.5, 0.3, DELTA);
    double once = evidence.of(1_000, 0.6);
    assertThat(evidence.of(2_000, 0.6)).isGreaterThan(1.9 * once);
    assertThat(once).isGreaterThan(10);
    assertThat(evidence.of(1_000, 0.4)).isCloseTo(once, within(1e-9));
  }

  @Test
  void valuesOfSmallVariance_needFewerRows() {
    double wide = new MeanEvidence(20_000, 0.5, 0.5, DELTA).of(200, 0.6);
    double narrow = new MeanEvidence(20_000, 0.5, 0.26, DELTA).of(200, 0.6);
    assertThat(narrow).isGreaterThan(4 * wide);
  }

  @Test
  void constantReference_overflowsNothing() {
    MeanEvidence evidence = new MeanEvidence(1_000_000_000L, 0, 0, DELTA);
    assertThat(evidence.of(10_000, 0)).isLessThanOrEqualTo(0);
    assertThat(evidence.of(10_000, 0.01)).isGreaterThan(10);
  }

  private static double logBinomial(int n, int k, double p) {
    double log = k * Math.log(p) + (n - k) * Math.log(1 - p);
    for (int i = 1; i <= k; i++) {
      log += Math.log((double) (n - k + i) / i);
    }
    return log;
  }
}
