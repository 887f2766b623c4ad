package dev.leeway.quality;

import dev.leeway.profile.RowIds;

/**
 * Predictions whose id was there before, as a share of the rows. Of more than 300 ids their number
 * is estimated, with bounds of some 5 %: that finds a sender that repeats itself, not a single
 * repetition.
 *
 * @param atMost share in [0, 1]
 */
public record DuplicateIds(double atMost) implements WindowConstraint {

  /**
   * @throws IllegalArgumentException if the limit is not a share
   */
  public DuplicateIds {
    if (!(atMost >= 0 && atMost <= 1)) {
      throw new IllegalArgumentException("not a share from 0 to 1: " + atMost);
    }
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.DUPLICATE_IDS;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ObservedRows rows) {
    RowIds ids = rows.profile().ids();
    if (ids.rows() == 0 || ids.distinct().isEmpty()) return new Finding.Nothing("no ids counted");
    return Distinct.repeated(ids.rows(), 0, ids.distinct().getAsDouble());
  }
}
