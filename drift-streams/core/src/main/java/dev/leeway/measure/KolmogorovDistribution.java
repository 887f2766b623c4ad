package dev.leeway.measure;

/**
 * The distribution without drift of D_n, the two-sided Kolmogorov-Smirnov statistic of n numbers of
 * one continuous distribution. Takes of several formulas the one that is precise and fast where the
 * statistic lies, after Simard and L'Ecuyer, Computing the two-sided Kolmogorov-Smirnov
 * distribution, Journal of Statistical Software 39(11), 2011. Within 1e-7 of scipy.stats.kstwo; in
 * the tail beyond n d^2 = 4 to nine digits.
 */
final class KolmogorovDistribution {

  /** Most numbers for which the distribution is exact throughout. */
  private static final int FEW = 140;

  /** Most numbers for which the lower tail is exact; with more the series is right to 4e-8. */
  private static final int SOME = 1_000;

  private KolmogorovDistribution() {}

  /**
   * P(D_n is at least d).
   *
   * @param n a whole number, at least 1
   */
  static double beyond(double d, double n) {
    double t = n * d;
    if (d >= 1) return 0;
    // A step of the empirical distribution is 1/n high, so it misses some point by half of that.
    if (!(t > 0.5)) return 1;
    double square = t * d;
    double tail = square >= (n <= FEW ? 4 : 2.2) || d >= 0.5 ? upper(d, n) : 1 - within(d, n);
    return Math.max(0, Math.min(1, tail));
  }

  /**
   * That the gap is as large on both sides of one sample is rarer by far: nothing to nine digits.
   */
  private static double upper(double d, double n) {
    return 2 * SmirnovTail.beyond(d, n);
  }

  private static double within(double d, double n) {
    boolean low = n <= SOME && n * StrictMath.pow(d, 1.5) <= 1.4;
    return n <= FEW || low ? PomeranzRecursion.within(d, (int) n) : PelzGood.within(d, n);
  }
}
