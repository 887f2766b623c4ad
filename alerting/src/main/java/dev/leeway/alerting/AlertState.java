package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where an alert stands. Times are event times, starts and ends of windows, unless they are of
 * something a person did.
 */
public sealed interface AlertState {

  /** The name in records, JSON and metrics. */
  String key();

  /** Start of the first window of the incident; the epoch where there is none. */
  Instant since();

  /** Whether an incident is under way, told of or not. */
  default boolean open() {
    return false;
  }

  /** Nothing to tell. */
  record Quiet() implements AlertState {

    @Override
    public String key() {
      return "quiet";
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }
  }

  /**
   * Windows were bad, but not yet as many as the rule needs.
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

  /** Somebody has been told. */
  record Firing(Instant since) implements AlertState {

    public Firing {
      requireNonNull(since, "since");
    }

    @Override
    public String key() {
      return "firing";
    }

    @Override
    public boolean open() {
      return true;
    }
  }

  /**
   * Somebody has been told, and has taken it on: it is not told again.
   *
   * @param who took it on
   * @param at when, by their clock
   * @param why what they said
   */
  record Acknowledged(Instant since, String who, Instant at, String why) implements AlertState {

    public Acknowledged {
      requireNonNull(since, "since");
      requireNonNull(who, "who");
      requireNonNull(at, "at");
      requireNonNull(why, "why");
    }

    @Override
    public String key() {
      return "acknowledged";
    }

    @Override
    public boolean open() {
      return true;
    }
  }

  /**
   * It would fire, but nobody is to be told for now.
   *
   * @param by {@code silence <id>}, {@code quiet hours}, {@code quiet day <date>}, or {@code rule
   *     <name>} of an alert that this one follows from
   */
  record Silenced(Instant since, String by) implements AlertState {

    public Silenced {
      requireNonNull(since, "since");
      if (by.isEmpty()) throw new IllegalArgumentException("silenced by nothing");
    }

    @Override
    public String key() {
      return "silenced";
    }

    @Override
    public boolean open() {
      return true;
    }
  }

  /**
   * The incident is over, and whoever was told has been told so.
   *
   * @param endsAt end of the window that ended it
   * @param by {@value #RECOVERED}, {@value #REVISED}, {@value #RETIRED}, or {@code version <v>} for
   *     a newer version whose windows are good
   */
  record Resolved(Instant since, Instant endsAt, String by) implements AlertState {

    /** Enough good windows came. */
    public static final String RECOVERED = "recovered";

    /** The window that had been bad was corrected by a later revision. */
    public static final String REVISED = "revision";

    /** Its rule is no more. */
    public static final String RETIRED = "rule removed";

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
