package dev.leeway.quality;

/**
 * How much more or fewer rows there are than in the window, chunk or file before, as a share of
 * those: 0.5 is half as many again, or half of them gone.
 *
 * @param atMost 0 or more; from 1 on only more rows can fail, never fewer
 */
public record RowChange(double atMost) implements WindowConstraint {

  /**
   * @throws IllegalArgumentException if the limit is not a number of 0 or more
   */
  public RowChange {
    if (!(atMost >= 0) || Double.isInfinite(atMost)) {
      throw new IllegalArgumentException("not 0 or more: " + atMost);
    }
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.ROWS_CHANGE;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ObservedRows rows) {
    long before = rows.before().orElse(0);
    if (before == 0) return new Finding.Nothing("no rows before to compare with");
    return Finding.exactly(Math.abs(rows.profile().rows() - before) / (double) before);
  }
}
