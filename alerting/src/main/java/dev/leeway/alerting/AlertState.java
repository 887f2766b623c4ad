package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Where an alert stands. Times are event times: starts and ends of windows, never a clock's. */
public sealed interface AlertState {

  /** The name in records, JSON and metrics. */
  String key();

  /** Nothing to tell. */
  record Quiet() implements AlertState {

    @Override
    public String key() {
      return "quiet";
    }
  }

  /**
   * Windows drifted, but not yet as many as the rule needs.
   *
   * @param since start of the first of them
   */
  record Pending(Instant since) implements AlertState {

    public Pending {
      requireNonNull(since, "since");
    }

    @Override
    public String key() {
      return "pending";
    }
  }

  /**
   * Somebody has been told.
   *
   * @param since start of the first window of the incident
   */
  record Firing(Instant since) implements AlertState {

    public Firing {
      requireNonNull(since, "since");
    }

    @Override
    public String key() {
      return "firing";
    }
  }

  /**
   * The incident is over, and whoever was told has been told so.
   *
   * @param since start of the first window of the incident
   * @param endsAt end of the window that ended it
   * @param by {@value #RECOVERED}, {@value #REVISED}, or {@code version <v>} for a newer version
   *     whose windows are good
   */
  record Resolved(Instant since, Instant endsAt, String by) implements AlertState {

    /** Enough windows without drift came. */
    public static final String RECOVERED = "recovered";

    /** The window that had drifted was corrected by a later revision. */
    public static final String REVISED = "revision";

    public Resolved {
      requireNonNull(since, "since");
      requireNonNull(endsAt, "endsAt");
      if (by.isEmpty()) throw new IllegalArgumentException("resolved by nothing");
    }

    @Override
    public String key() {
      return "resolved";
    }
  }
}
