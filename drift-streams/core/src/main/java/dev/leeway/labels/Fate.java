package dev.leeway.labels;

import java.util.Locale;

/**
 * What became of a record that is no outcome, for counters. Fates of labels are read from what is
 * remembered, so their sums do not depend on the order of arrival, unless there are more versions
 * of one label than are kept. Of {@link #REPEATED_PREDICTION} and {@link #REUSED_ID} only the sum
 * does not.
 */
public enum Fate {
  /** A prediction received later than the horizon after its own event time: not counted. */
  LATE_PREDICTION,
  /** The same prediction again. */
  REPEATED_PREDICTION,
  /** Another prediction with the id of one that is remembered: only the least counts. */
  REUSED_ID,
  /** A label that says what another has said. */
  REPEATED_LABEL,
  /** A label in place of which a greater one counts. */
  CORRECTED_LABEL,
  /** A label received after the horizon. */
  LATE_LABEL,
  /** A label received before the prediction by more than the slack: it means another. */
  FOREIGN_LABEL,
  /** A label of the wrong type, or no class of the model, or out of range. */
  UNUSABLE_LABEL,
  /** A label whose prediction never came. */
  ORPHAN_LABEL,
  /** A version of a label beyond those that are kept. */
  DROPPED_LABEL;

  /** The name in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
