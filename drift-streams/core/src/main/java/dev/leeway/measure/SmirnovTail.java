package dev.leeway.measure;

/**
 * The one-sided Kolmogorov-Smirnov statistic of n numbers: the largest F_n - F of a sample of a
 * continuous distribution. By Smirnov's sum, with Loader's form of its binomial probabilities,
 * which loses nothing for large n.
 *
 * <p>Sources: Smirnov, Ann. Math. Stat. 15 (1944), as in Simard and L'Ecuyer, Journal of
 * Statistical Software 39(11), 2011, equation (5); Loader, Fast and accurate computation of
 * binomial probabilities, 2000.
 */
final class SmirnovTail {

  /** The sum's terms are a smooth bump; of longer sums so many points of it are taken. */
  private static final int POINTS = 512;

  /** Beside the largest term, one that is smaller by this much changes nothing. */
  private static final double NEGLIGIBLE = 1e-18;

  private static final double[] STIRLING_ERRORS = new double[16];

  static {
    double factorial = 1;
    for (int i = 1; i < STIRLING_ERRORS.length; i++) {
      factorial *= i;
      STIRLING_ERRORS[i] =
          StrictMath.log(factorial / Math.sqrt(2 * Math.PI * i)) - i * StrictMath.log(i) + i;
    }
  }

  private SmirnovTail() {}

  /**
   * P(the largest F_n - F is at least x): x times the sum over j from 0 to n (1 - x) of C(n, j) (x
   * + j/n)^(j-1) (1 - x - j/n)^(n-j).
   *
   * @param x above 0, below 1
   */
  static double beyond(double x, double n) {
    double step = Math.max(1, n / POINTS);
    double most = Math.floor(n * (1 - x));
    long places = (long) Math.floor(most / step);
    long middle = places / 2;
    double sum = 0;
    for (long place = middle; place <= places; place++) {
      double term = term(place * step, x, n);
      sum += term;
      if (term < NEGLIGIBLE * sum) break;
    }
    for (long place = middle - 1; place >= 0; place--) {
      double term = term(place * step, x, n);
      sum += term;
      if (term < NEGLIGIBLE * sum) break;
    }
    return Math.min(1, x * step * sum);
  }

  private static double term(double j, double x, double n) {
    if (j == 0) return StrictMath.exp(n * StrictMath.log1p(-x)) / x;
    double rest = n - j;
    double exponent =
        j * StrictMath.log1p(n * x / j) + rest * StrictMath.log1p(Math.max(-1, -n * x / rest));
    double stirling = stirlingError(n) - stirlingError(j) - stirlingError(rest);
    return Math.sqrt(n / (2 * Math.PI * j * rest))
        * StrictMath.exp(stirling + exponent)
        / (x + j / n);
  }

  /** By how much ln z! is above Stirling's formula. */
  private static double stirlingError(double z) {
    if (z < STIRLING_ERRORS.length && z == Math.rint(z)) return STIRLING_ERRORS[(int) z];
    double square = z * z;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / z;
  }
}
