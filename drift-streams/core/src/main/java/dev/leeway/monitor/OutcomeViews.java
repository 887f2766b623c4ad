package dev.leeway.monitor;

import static java.util.Collections.unmodifiableSet;
import static java.util.Objects.requireNonNull;

import dev.leeway.detector.DetectorKind;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How else outcomes are looked at, beside the measures of each series.
 *
 * @param fairness whether decisions on the segments of each segment column are held together; of
 *     models of two classes
 * @param change whether evidence is summed up that the model errs more often than in its reference
 * @param errorTolerance by how much the share of errors may rise without mattering, in [0, 1);
 *     empty for the tolerance of the monitor's decision
 * @param detectors what watches errors one by one, as labels find their predictions
 */
public record OutcomeViews(
    boolean fairness, boolean change, OptionalDouble errorTolerance, Set<DetectorKind> detectors) {

  /** None. */
  public static final OutcomeViews NONE =
      new OutcomeViews(false, false, OptionalDouble.empty(), Set.of());

  /**
   * @throws IllegalArgumentException if the tolerance is out of its range
   */
  public OutcomeViews {
    requireNonNull(errorTolerance, "errorTolerance");
    EnumSet<DetectorKind> copy = EnumSet.noneOf(DetectorKind.class);
    copy.addAll(detectors);
    detectors = unmodifiableSet(copy);
    double tolerance = errorTolerance.orElse(0);
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("errorTolerance: " + tolerance);
    }
  }

  /** The same, with fairness or without. */
  public OutcomeViews withFairness(boolean asked) {
    return new OutcomeViews(asked, change, errorTolerance, detectors);
  }

  /** The same, with the change of errors or without. */
  public OutcomeViews withChange(boolean asked) {
    return new OutcomeViews(fairness, asked, errorTolerance, detectors);
  }

  /** The same with other detectors. */
  public OutcomeViews withDetectors(Set<DetectorKind> kinds) {
    return new OutcomeViews(fairness, change, errorTolerance, kinds);
  }

  /** What is promised of the change of errors. */
  public Decision decision(Monitor monitor) {
    Decision decision = monitor.decision();
    return decision.withTolerance(errorTolerance.orElse(decision.tolerance()));
  }
}
