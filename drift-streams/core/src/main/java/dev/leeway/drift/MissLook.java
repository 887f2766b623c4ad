package dev.leeway.drift;

/**
 * Looks at how many rows a model was wrong on: one coin, held against the share that the reference
 * leaves possible. Only a rise of more than the tolerance counts; what is left out only lowers the
 * process. Immutable.
 *
 * @param share of the reference's rows
 */
record MissLook(double share, Coin coin, double tolerance) implements Look {

  private static final double LN_10 = StrictMath.log(10);

  /**
   * @param reference its rows, and how many of them are misses
   * @param cuts among how many ways to tell misses its rows have chosen
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  static MissLook of(long[] reference, double cuts, double alpha, double tolerance) {
    long misses = reference[1];
    long rows = reference[0];
    double share = rows == 0 ? 0 : (double) misses / (double) rows;
    ShareInterval allowed = ShareInterval.chernoff(misses, rows, StrictMath.log(2 * cuts / alpha));
    return new MissLook(share, Coin.of(share, allowed, Evidence.PRIOR_ROWS), tolerance);
  }

  @Override
  public long rows(long[] cells) {
    return cells[0];
  }

  @Override
  public double evidence(long[] cells, double rowsPerBlock) {
    double n = (double) cells[0] / rowsPerBlock;
    double k = (double) cells[1] / rowsPerBlock;
    return !matters(cells, tolerance) || coin.explains(k, n) ? 0 : coin.log(k, n) / LN_10;
  }

  @Override
  public boolean mayReach(long[] cells, double rowsPerBlock, double evidence) {
    double n = (double) cells[0] / rowsPerBlock;
    double k = (double) cells[1] / rowsPerBlock;
    return !coin.explains(k, n) && coin.mayReach(k, n, evidence * LN_10);
  }

  /** By how much the share of misses rose. */
  @Override
  public double effect(long[] cells) {
    return cells[0] == 0 ? 0 : Math.max(0, (double) cells[1] / (double) cells[0] - share);
  }

  @Override
  public boolean matters(long[] cells, double least) {
    return effect(cells) > least;
  }
}
