package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

/** What every constraint on a column's share of rows checks. */
final class Shares {

  private Shares() {}

  /**
   * @throws IllegalArgumentException if there is no column name or the limit is not a share
   */
  static void check(String column, double atMost) {
    requireNonNull(column, "column");
    if (column.isEmpty()) throw new IllegalArgumentException("a column without a name");
    if (!(atMost >= 0 && atMost <= 1)) {
      throw new IllegalArgumentException("not a share from 0 to 1: " + atMost);
    }
  }
}
