package dev.leeway.quality;

/**
 * Something that must hold of the rows of every window. Each states limits on one number that a
 * profile tells, so a constraint is OK, FAILED, or UNKNOWN where the profile knows the number only
 * within bounds that a limit cuts.
 */
public sealed interface Constraint permits ColumnConstraint, WindowConstraint {

  ConstraintKind kind();

  /** The column it is of; empty if it is of the rows as a whole. */
  String column();

  /** What the number must lie within. */
  Limits limits();
}
