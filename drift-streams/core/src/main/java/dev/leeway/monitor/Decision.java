package dev.leeway.monitor;

/**
 * What the default rule promises: the probability of any false alarm, over all columns of a model
 * and segment and over {@code horizon} windows, is at most {@code alpha}.
 *
 * @param alpha in (0, 1); default 0.05
 * @param horizon number of windows the promise covers; default 1,000
 * @param tolerance share of rows that may move past any point of a distribution, or to another
 *     category, without mattering in practice; default 0.05
 * @param minRows a window with fewer rows is UNKNOWN; default 30
 * @param rowsPerBlock every so many rows count as one, for traffic whose rows resemble the ones
 *     before them; default 1, which takes rows for independent
 */
public record Decision(
    double alpha, int horizon, double tolerance, long minRows, double rowsPerBlock) {

  public static final Decision DEFAULT = new Decision(0.05, 1_000, 0.05, 30, 1);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Decision {
    if (!(alpha > 0 && alpha < 1)) throw new IllegalArgumentException("alpha: " + alpha);
    if (horizon < 1) throw new IllegalArgumentException("horizon: " + horizon);
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance: " + tolerance);
    }
    if (minRows < 1) throw new IllegalArgumentException("minRows: " + minRows);
    if (!(rowsPerBlock >= 1)) throw new IllegalArgumentException("rowsPerBlock: " + rowsPerBlock);
  }

  /** The same promise of effects beyond another tolerance. */
  public Decision withTolerance(double share) {
    return new Decision(alpha, horizon, share, minRows, rowsPerBlock);
  }

  /** The same promise over so many windows. */
  public Decision withHorizon(int windows) {
    return new Decision(alpha, windows, tolerance, minRows, rowsPerBlock);
  }
}
