package dev.leeway.quality;

/** A constraint on the rows as a whole. */
public sealed interface WindowConstraint extends Constraint
    permits RowVolume, RowChange, DuplicateIds, Freshness {

  @Override
  default String column() {
    return "";
  }

  /** What the rows show. */
  Finding find(ObservedRows rows);
}
