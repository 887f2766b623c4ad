package dev.leeway.measure;

import java.util.Arrays;

/**
 * The exact distribution of the two-sided Kolmogorov-Smirnov statistic of n numbers, by Pomeranz'
 * recursion: the numbers are points of a Poisson process on [0, n], and it follows the
 * probabilities of how many points have come, from one place at which a bound changes to the next.
 * All terms are positive, so nothing is lost to cancellation.
 *
 * <p>Source: Pomeranz, Communications of the ACM 17(12), 1974, Algorithm 487, as in Simard and
 * L'Ecuyer, Journal of Statistical Software 39(11), 2011, section 2.3.
 */
final class PomeranzRecursion {

  private final int n;
  private final int whole;
  private final double part;

  private PomeranzRecursion(double d, int n) {
    this.n = n;
    double t = n * d;
    whole = (int) Math.floor(t);
    part = t - whole;
  }

  /**
   * P(D_n is at most d).
   *
   * @param d with n d above 1/2 and d below 1; takes time in n (n d)^2
   */
  static double within(double d, int n) {
    return new PomeranzRecursion(d, n).within();
  }

  private double within() {
    double near = Math.min(part, 1 - part);
    int width = 2 * whole + 6;
    double[] odd = poisson(1 - 2 * near, width);
    double[] even = poisson(2 * near, width);
    double[] ends = poisson(near, width);
    double[] now = new double[width];
    double[] next = new double[width];
    now[0] = 1;
    int first = 0;
    int last = 0;
    for (int place = 1; place <= 2 * n + 1; place++) {
      double[] weights = place == 1 || place == 2 * n + 1 ? ends : place % 2 == 0 ? odd : even;
      int from = Math.max(first, fewest(place));
      int to = Math.min(n, most(place));
      if (from > to) return 0;
      for (int count = from; count <= to; count++) {
        double sum = 0;
        for (int before = first; before <= Math.min(last, count); before++) {
          sum += now[before - first] * weights[count - before];
        }
        next[count - from] = sum;
      }
      double[] old = now;
      now = next;
      next = old;
      first = from;
      last = to;
    }
    return first <= n && n <= last ? Math.min(1, now[n - first] / exactly(n)) : 0;
  }

  /**
   * Places are 0, g, 1 - g, 1 + g, 2 - g and so on to n, where g is the distance of n d to the next
   * whole number: there the bounds s - n d and s + n d pass a whole number.
   */
  private int fewest(int place) {
    if (place == 2 * n + 1) return n - whole - (part > 0 ? 1 : 0) + 1;
    int half = place / 2;
    if (place % 2 == 1) return half - whole - (part > 0.5 ? 1 : 0) + 1;
    return half - whole - (part > 0 ? 1 : 0) + 1;
  }

  private int most(int place) {
    if (place == 2 * n + 1) return n + whole + (part > 0 ? 1 : 0) - 1;
    int half = place / 2;
    if (place % 2 == 1) return half + whole + (part > 0 ? 1 : 0) - 1;
    return half + whole + (part > 0.5 ? 1 : 0) - 1;
  }

  /** Probabilities of 0, 1, 2, ... points where the given number is expected. */
  private static double[] poisson(double expected, int size) {
    double[] weights = new double[size];
    weights[0] = StrictMath.exp(-expected);
    for (int i = 1; i < size; i++) {
      weights[i] = weights[i - 1] * expected / i;
    }
    return weights;
  }

  /** P(n points where n are expected). */
  private static double exactly(int n) {
    double[] factors = new double[n];
    Arrays.setAll(factors, i -> n / (i + 1.0) / Math.E);
    double product = 1;
    for (double factor : factors) {
      product *= factor;
    }
    return product;
  }
}
