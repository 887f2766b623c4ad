package dev.leeway.quality;

/** What an estimate of different values says of repeated ones. */
final class Distinct {

  /**
   * Three relative standard errors of the sketch of 2^12 registers, 1.04 / sqrt(2^12) each: beyond
   * it once in some 400 windows.
   */
  private static final double SPREAD = 3 * 1.04 / 64;

  /** Up to so many different values the sketch keeps each. */
  private static final int EXACT = 32;

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
    double spread = estimate < EXACT ? 0 : estimate * SPREAD;
    double most = Math.min(known + estimate + spread, (double) values);
    double least = Math.min(Math.max(known + estimate - spread, 1), most);
    return new Finding.Seen(1 - most / values, 1 - least / values);
  }
}
