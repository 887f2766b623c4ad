package dev.leeway.monitor;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * How else outcomes are looked at, beside the measures of each series.
 *
 * @param fairness whether decisions on the segments of each segment column are held together; of
 *     models of two classes
 * @param change whether evidence is summed up that the model errs more often than in its reference
 * @param errorTolerance by how much the share of errors may rise without mattering, in [0, 1);
 *     empty for the tolerance of the monitor's decision
 */
public record OutcomeViews(boolean fairness, boolean change, OptionalDouble errorTolerance) {

  /** None. */
  public static final OutcomeViews NONE = new OutcomeViews(false, false, OptionalDouble.empty());

  /**
   * @throws IllegalArgumentException if the tolerance is out of its range
   */
  public OutcomeViews {
    requireNonNull(errorTolerance, "errorTolerance");
    double tolerance = errorTolerance.orElse(0);
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("errorTolerance: " + tolerance);
    }
  }

  /** The same, with fairness or without. */
  public OutcomeViews withFairness(boolean asked) {
    return new OutcomeViews(asked, change, errorTolerance);
  }

  /** The same, with the change of errors or without. */
  public OutcomeViews withChange(boolean asked) {
    return new OutcomeViews(fairness, asked, errorTolerance);
  }

  /** What is promised of the change of errors. */
  public Decision decision(Monitor monitor) {
    Decision decision = monitor.decision();
    return decision.withTolerance(errorTolerance.orElse(decision.tolerance()));
  }
}
