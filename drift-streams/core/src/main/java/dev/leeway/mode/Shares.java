package dev.leeway.mode;

import dev.leeway.measure.UnorderedCells;
import java.util.Arrays;

/**
 * Two samples as shares of the same bins, where these are no counts: because a tool spreads a bin's
 * rows over others, or puts something in the place of nothing.
 */
final class Shares {

  /** A share from here on is not small for Evidently. */
  private static final double SMALL = 1e-4;

  private final double[] reference;
  private final double[] current;

  /**
   * @param reference shares of the reference
   * @param current shares in as many bins
   */
  Shares(double[] reference, double[] current) {
    this.reference = reference.clone();
    this.current = current.clone();
  }

  /**
   * Evidently's: no share is 0. In the place of 0 stands 1e-4, or where the smallest share is not
   * above that, a millionth of the smallest. The others stay as they are.
   */
  static Shares filled(UnorderedCells cells) {
    double[] reference = new double[cells.size()];
    double[] current = new double[cells.size()];
    for (int cell = 0; cell < cells.size(); cell++) {
      reference[cell] = cells.referenceShare(cell);
      current[cell] = cells.currentShare(cell);
    }
    fill(reference);
    fill(current);
    return new Shares(reference, current);
  }

  private static void fill(double[] shares) {
    double smallest = Arrays.stream(shares).filter(share -> share > 0).min().orElse(1);
    double nothing = smallest <= SMALL ? smallest / 1e6 : SMALL;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] == 0) shares[i] = nothing;
    }
  }

  /** Jensen-Shannon divergence with base 2, in [0, 1]. */
  double jensenShannon() {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double m = (reference[i] + current[i]) / 2;
      if (reference[i] > 0) sum += reference[i] * StrictMath.log(reference[i] / m);
      if (current[i] > 0) sum += current[i] * StrictMath.log(current[i] / m);
    }
    return Math.max(0, Math.min(1, sum / 2 / StrictMath.log(2)));
  }

  /**
   * Kullback-Leibler divergence of the reference from the current shares, natural logarithm, each
   * side brought to a sum of 1 first, as {@code scipy.stats.entropy} does.
   */
  double kullbackLeibler() {
    double p = Arrays.stream(reference).sum();
    double q = Arrays.stream(current).sum();
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double share = reference[i] / p;
      sum += share * StrictMath.log(share / (current[i] / q));
    }
    return Math.max(0, sum);
  }

  /** Population stability index, natural logarithm. */
  double populationStability() {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += (reference[i] - current[i]) * StrictMath.log(reference[i] / current[i]);
    }
    return Math.max(0, sum);
  }
}
