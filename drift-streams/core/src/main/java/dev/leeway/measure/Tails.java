package dev.leeway.measure;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Probabilities beyond a value, of the distributions that statistics have without drift. */
public final class Tails {

  private Tails() {}

  /** P(chi-square of so many degrees of freedom is at least the value). */
  public static double chiSquare(double value, int degrees) {
    return probability(RegularizedGamma.Q.value(degrees / 2.0, value / 2));
  }

  /** P(a standard normal variable is at least as far from 0 as z). */
  public static double normalBothSides(double z) {
    return probability(Erfc.value(Math.abs(z) / Math.sqrt(2)));
  }

  /** P(a standard normal variable is at least z). */
  public static double normal(double z) {
    return probability(Erfc.value(z / Math.sqrt(2)) / 2);
  }

  /** P(Student's t of so many degrees of freedom is at least as far from 0 as t). */
  public static double studentBothSides(double t, double degrees) {
    return probability(RegularizedBeta.value(degrees / (degrees + t * t), degrees / 2, 0.5));
  }

  /**
   * P(D at least value) for samples of n and m of one continuous distribution, exactly: the chance
   * that a path of n steps right and m steps up, each order equally likely, leaves the band |i m -
   * j n| &lt; value n m. Takes time in the points of the band, at most n times m; where values tie
   * it is too large rather than too small.
   */
  public static double kolmogorovExact(double value, long n, long m) {
    long border = Math.round(value * n * m);
    if (border <= 0) return 1;
    // Of the paths to (i, j) the share that left the band; outside of it all did.
    double[] left = new double[(int) m + 1];
    Arrays.fill(left, 1);
    for (long i = 0; i <= n; i++) {
      long from = Math.max(0, Math.floorDiv(i * m - border, n) + 1);
      long to = Math.min(m, -Math.floorDiv(-(i * m + border), n) - 1);
      double below = 1;
      for (int j = (int) from; j <= to; j++) {
        below = i + j == 0 ? 0 : (i * left[j] + j * below) / (i + j);
        left[j] = below;
      }
    }
    return probability(left[(int) m]);
  }

  /**
   * P(D at least value) for samples of n and m of one continuous distribution, as if the window
   * were compared with a known distribution by nm / (n + m) numbers, rounded to even: what scipy's
   * ks_2samp calls asymptotic. Right to about 1 % of itself from a hundred numbers each on.
   */
  public static double kolmogorov(double value, long n, long m) {
    if (n == 0 || m == 0) return 1;
    double numbers = Math.rint((double) n / ((double) n + m) * m);
    return KolmogorovDistribution.beyond(value, Math.max(1, numbers));
  }

  private static double probability(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
