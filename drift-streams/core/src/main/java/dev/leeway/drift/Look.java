package dev.leeway.drift;

/**
 * One way to look at rows, of which evidence is summed up: cells that are counted, and what they
 * say against the reference. Cells of disjoint rows add up, place by place.
 */
interface Look {

  /** How many rows these cells are of. */
  long rows(long[] cells);

  /**
   * Decimal logarithm of an e-process at these cells; 0 for no rows.
   *
   * @param rowsPerBlock how many rows count as one; at least 1
   */
  double evidence(long[] cells, double rowsPerBlock);

  /**
   * Whether the evidence at these cells may reach so much: a quick answer, which is no only where
   * it certainly does not.
   *
   * @param evidence above 0
   */
  boolean mayReach(long[] cells, double rowsPerBlock, double evidence);

  /** Share of rows that moved, in [0, 1]. */
  double effect(long[] cells);

  /**
   * Whether what moved matters in practice.
   *
   * @param tolerance effect that does not matter
   */
  boolean matters(long[] cells, double tolerance);
}
