package dev.leeway.quality;

/**
 * Predictions whose id was there before, as a share of the rows. Ids are told apart by a sketch, so
 * there are bounds of some 5 %: it finds a sender that repeats itself, not a single repetition.
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
    return new Finding.Nothing("ids were not counted");
  }
}
