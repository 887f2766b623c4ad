package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What was concluded of one quality constraint.
 *
 * @param constraint key of the constraint, for example {@code missing}; docs/quality.md lists them
 * @param column empty if it is of the rows as a whole
 * @param state OK, FAILED or UNKNOWN, never DRIFTED
 * @param observed the number the constraint is on; empty where there was nothing to judge
 * @param error how far the true number may lie from the observed one; empty where it is exact
 * @param atLeast lower limit, where there is one
 * @param atMost upper limit, where there is one
 * @param rows rows judged
 * @param why in words a person reads
 */
public record ConstraintResult(
    String constraint,
    String column,
    State state,
    OptionalDouble observed,
    OptionalDouble error,
    OptionalDouble atLeast,
    OptionalDouble atMost,
    long rows,
    String why) {

  public ConstraintResult {
    requireNonNull(constraint, "constraint");
    requireNonNull(column, "column");
    requireNonNull(state, "state");
    requireNonNull(observed, "observed");
    requireNonNull(error, "error");
    requireNonNull(atLeast, "atLeast");
    requireNonNull(atMost, "atMost");
    requireNonNull(why, "why");
    if (state == State.DRIFTED) throw new IllegalArgumentException("a constraint does not drift");
    if (rows < 0) throw new IllegalArgumentException("rows: " + rows);
  }

  /** The same where nothing may be concluded from it. */
  public ConstraintResult unknown() {
    return new ConstraintResult(
        constraint, column, State.UNKNOWN, observed, error, atLeast, atMost, rows, why);
  }
}
