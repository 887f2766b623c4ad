package dev.leeway.labels;

import java.time.Duration;

/**
 * Which label counts for which prediction, and how long either is remembered. Both rules look at
 * two records only, never at a clock, so it does not matter when anything is swept.
 *
 * @param horizon a label that is received later than this after the prediction's event time is too
 *     late
 * @param slack how far clocks and topics may be apart: a label that is received earlier than this
 *     before the prediction's event time belongs to another use of the id, and an id is taken for
 *     so long after the horizon
 */
public record LabelTerms(Duration horizon, Duration slack) {

  /** Longest horizon: as old as a prediction may be that is counted. */
  public static final Duration MAX_HORIZON = Duration.ofDays(36_500);

  /** Seven days, and one. */
  public static final LabelTerms DEFAULT = new LabelTerms(Duration.ofDays(7), Duration.ofDays(1));

  /**
   * @throws IllegalArgumentException if the horizon is not positive or longer than {@link
   *     #MAX_HORIZON}, or the slack is negative or longer than the horizon
   */
  public LabelTerms {
    if (horizon.isNegative() || horizon.isZero() || horizon.compareTo(MAX_HORIZON) > 0) {
      throw new IllegalArgumentException("horizon " + horizon);
    }
    if (slack.isNegative() || slack.compareTo(horizon) > 0) {
      throw new IllegalArgumentException("slack " + slack + ", horizon " + horizon);
    }
  }

  /** The last moment at which a label of a prediction with that event time is received in time. */
  long deadline(long eventTime) {
    return eventTime + horizon.toMillis();
  }

  boolean isTooLate(LabelVersion label, long eventTime) {
    return label.received() > deadline(eventTime);
  }

  /** Whether the label may be one of a prediction with that event time, too late or not. */
  boolean isForeign(LabelVersion label, long eventTime) {
    return label.received() < eventTime - slack.toMillis();
  }

  /** The last moment at which something received may still find what is remembered. */
  long rememberedUntil(JoinState state) {
    if (state.prediction().isPresent()) {
      return rememberedUntil(state.prediction().get().eventTime());
    }
    long last = Long.MIN_VALUE;
    for (LabelVersion label : state.labels()) {
      last = Math.max(last, label.received());
    }
    return rememberedUntil(last);
  }

  /** The same of a prediction by its event time, and of a label alone by its receipt. */
  long rememberedUntil(long time) {
    return time + horizon.toMillis() + slack.toMillis();
  }
}
