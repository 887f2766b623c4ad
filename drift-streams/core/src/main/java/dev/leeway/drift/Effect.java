package dev.leeway.drift;

/**
 * The share of rows that moved between two sets of counts in the same cells, the special ones last.
 */
final class Effect {

  private Effect() {}

  /**
   * Of cells in order: the largest share that crossed any point, or came into or left a special
   * cell.
   */
  static double crossed(long[] reference, long[] current, int specials) {
    double n = total(reference);
    double m = total(current);
    if (n == 0 || m == 0) return 0;
    long below = 0;
    long belowNow = 0;
    double most = 0;
    for (int cell = 0; cell < reference.length - specials; cell++) {
      below += reference[cell];
      belowNow += current[cell];
      most = Math.max(most, Math.abs(belowNow / m - below / n));
    }
    return Math.max(most, special(reference, current, specials));
  }

  /**
   * Of cells without order: the share that would have to change its cell, less what samples of
   * these sizes differ by without any drift (half the sum of sqrt(2/pi) standard deviations), so
   * that many categories are not mistaken for movement.
   */
  static double changed(long[] reference, long[] current) {
    double n = total(reference);
    double m = total(current);
    if (n == 0 || m == 0) return 0;
    double moved = 0;
    double noise = 0;
    for (int cell = 0; cell < reference.length; cell++) {
      moved += Math.abs(current[cell] / m - reference[cell] / n);
      double p = (reference[cell] + current[cell]) / (n + m);
      noise += StrictMath.sqrt(p * (1 - p) * (1 / n + 1 / m));
    }
    return Math.max(0, Math.min(1, moved / 2) - StrictMath.sqrt(2 / StrictMath.PI) * noise / 2);
  }

  /** The largest change of the share of one special cell. */
  static double special(long[] reference, long[] current, int specials) {
    double n = total(reference);
    double m = total(current);
    if (n == 0 || m == 0) return 0;
    double most = 0;
    for (int cell = reference.length - specials; cell < reference.length; cell++) {
      most = Math.max(most, Math.abs(current[cell] / m - reference[cell] / n));
    }
    return most;
  }

  private static long total(long[] cells) {
    long total = 0;
    for (long cell : cells) {
      total += cell;
    }
    return total;
  }
}
