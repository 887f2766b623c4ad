package dev.leeway.monitor;

/**
 * How else outcomes are looked at, beside the measures of each series.
 *
 * @param fairness whether decisions on the segments of each segment column are held together; of
 *     models of two classes
 */
public record OutcomeViews(boolean fairness) {

  /** None. */
  public static final OutcomeViews NONE = new OutcomeViews(false);
}
