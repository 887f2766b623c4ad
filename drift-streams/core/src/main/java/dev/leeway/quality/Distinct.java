package dev.leeway.quality;

import java.util.OptionalDouble;

/** What an estimate of different values says of repeated ones. */
final class Distinct {

  /**
   * Three relative standard errors of the sketch of 2^12 registers, 1.04 / sqrt(2^12) each: beyond
   * it once in some 400 windows.
   */
  private static final double SPREAD = 3 * 1.04 / 64;

  /** Up to so many different values the sketch keeps each by itself. */
  private static final int EXACT = 300;

  private Distinct() {}

  /**
   * Share of values that were there before.
   *
   * @param values all of them
   * @param known different ones that were counted exactly
   * @param estimate of the others
   */
  static Finding repeated(long values, long known, double estimate) {
    if (values == 0) return new Finding.Nothing("no values");
    if (estimate < EXACT) return Finding.exactly(share(known + Math.rint(estimate), values));
    double low = share(known + estimate * (1 + SPREAD), values);
    double high = share(known + estimate * (1 - SPREAD), values);
    return new Finding.Seen(low, high, OptionalDouble.of(share(known + estimate, values)));
  }

  private static double share(double different, long values) {
    return Math.max(0, values - different) / values;
  }
}
