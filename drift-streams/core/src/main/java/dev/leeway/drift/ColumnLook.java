package dev.leeway.drift;

import dev.leeway.profile.Profile;

/** Looks at the bins of one column. Immutable. */
final class ColumnLook implements Look {

  /** New categories, missing values or type errors are news from this share of rows on. */
  private static final double SPECIAL_TOLERANCE = 0.005;

  private final int place;
  private final boolean ordered;
  private final Evidence evidence;
  private final long[] reference;

  /**
   * @param place of the column in the profile
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  ColumnLook(int place, boolean ordered, Distribution expected, double alpha) {
    this.place = place;
    this.ordered = ordered;
    evidence = ordered ? Evidence.ordered(expected, alpha) : Evidence.unordered(expected, alpha);
    reference = evidence.reference();
  }

  /** The rows of a profile in the cells that are looked at. */
  long[] cells(Profile rows) {
    return evidence.cells(Distribution.of(rows, place));
  }

  @Override
  public long rows(long[] cells) {
    long rows = 0;
    for (long cell : cells) {
      rows += cell;
    }
    return rows;
  }

  @Override
  public double evidence(long[] cells, double rowsPerBlock) {
    return evidence.of(cells, rowsPerBlock);
  }

  @Override
  public boolean mayReach(long[] cells, double rowsPerBlock, double most) {
    return evidence.mayReach(cells, rowsPerBlock, most);
  }

  @Override
  public double effect(long[] cells) {
    return ordered
        ? Effect.crossed(reference, cells, evidence.specials())
        : Effect.changed(reference, cells);
  }

  @Override
  public boolean matters(long[] cells, double tolerance) {
    return effect(cells) > tolerance
        || Effect.special(reference, cells, evidence.specials()) > SPECIAL_TOLERANCE;
  }
}
