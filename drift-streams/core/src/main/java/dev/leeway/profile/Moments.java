package dev.leeway.profile;

/**
 * Count, mean and central moments of some numbers, mergeable without cancellation.
 *
 * @param m2 sum of squared deviations from the mean; m3 and m4 of their cubes and fourth powers
 */
public record Moments(long count, double mean, double m2, double m3, double m4) {

  public static final Moments NONE = new Moments(0, 0, 0, 0, 0);

  /** From power sums of deviations from a pivot near the mean: s_k is the sum of (x - pivot)^k. */
  static Moments ofShiftedSums(
      long count, double pivot, double s1, double s2, double s3, double s4) {
    if (count == 0) return NONE;
    double d = s1 / count;
    double m2 = s2 - count * d * d;
    double m3 = s3 - 3 * d * s2 + 2 * count * d * d * d;
    double m4 = s4 - 4 * d * s3 + 6 * d * d * s2 - 3 * count * d * d * d * d;
    return new Moments(count, pivot + d, Math.max(0, m2), m3, Math.max(0, m4));
  }

  /** Pebay's pairwise update (Sandia report SAND2008-6212), equations 2.1 and 3.1. */
  public Moments merge(Moments other) {
    if (other.count == 0) return this;
    if (count == 0) return other;
    double na = count;
    double nb = other.count;
    double n = na + nb;
    double d = other.mean - mean;
    double dn = d / n;
    double m2 = this.m2 + other.m2 + d * dn * na * nb;
    double m3 =
        this.m3
            + other.m3
            + d * dn * dn * na * nb * (na - nb)
            + 3 * dn * (na * other.m2 - nb * this.m2);
    double m4 =
        this.m4
            + other.m4
            + d * dn * dn * dn * na * nb * (na * na - na * nb + nb * nb)
            + 6 * dn * dn * (na * na * other.m2 + nb * nb * this.m2)
            + 4 * dn * (na * other.m3 - nb * this.m3);
    return new Moments(count + other.count, mean + dn * nb, m2, m3, m4);
  }

  /**
   * The numbers without some that are among them: the merge solved for one side. Where the rest is
   * much smaller than the part, rounding leaves it few digits.
   */
  public Moments subtract(Moments part) {
    if (part.count == 0) return this;
    if (part.count >= count) return NONE;
    double na = count - part.count;
    double nb = part.count;
    double n = count;
    double restMean = mean - (part.mean - mean) * nb / na;
    double d = part.mean - restMean;
    double dn = d / n;
    double a2 = Math.max(0, m2 - part.m2 - d * dn * na * nb);
    double a3 =
        m3 - part.m3 - d * dn * dn * na * nb * (na - nb) - 3 * dn * (na * part.m2 - nb * a2);
    double a4 =
        m4
            - part.m4
            - d * dn * dn * dn * na * nb * (na * na - na * nb + nb * nb)
            - 6 * dn * dn * (na * na * part.m2 + nb * nb * a2)
            - 4 * dn * (na * part.m3 - nb * a3);
    return new Moments(count - part.count, restMean, a2, a3, Math.max(0, a4));
  }

  /** Population variance; 0 for no numbers. */
  public double variance() {
    return count == 0 ? 0 : m2 / count;
  }

  public double standardDeviation() {
    return Math.sqrt(variance());
  }
}
