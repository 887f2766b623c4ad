package dev.leeway.monitor;

import java.time.Duration;

/**
 * How a monitor treats event time.
 *
 * @param pane the smallest slice of time that is kept apart; default 1 min
 * @param grace how long after a pane's end, in event time, rows are waited for; default 30 s
 * @param lateness how much older than the newest a row may be and still be counted, by a revised
 *     verdict; beyond it is quarantined. Default 1 d
 * @param idleTimeout after how long without rows a partition no longer holds windows open; default
 *     30 s of receive time
 * @param maxPast how far before its receive time an event may lie; default 31 d
 * @param maxFuture how far after its receive time an event may lie; default 5 min
 * @param correctionDelay how long, in receive time, a verdict stands at least before late rows that
 *     change its numbers alone are told of; twice as long after each revision. 0 for at once;
 *     default 1 min
 */
public record Timing(
    Duration pane,
    Duration grace,
    Duration lateness,
    Duration idleTimeout,
    Duration maxPast,
    Duration maxFuture,
    Duration correctionDelay) {

  private static final Duration DEFAULT_DELAY = Duration.ofMinutes(1);

  /** Doublings after which a delay is longer than any lateness. */
  private static final int MOST_DOUBLINGS = 30;

  public static final Timing DEFAULT =
      new Timing(
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofDays(1),
          Duration.ofSeconds(30),
          Duration.ofDays(31),
          Duration.ofMinutes(5),
          DEFAULT_DELAY);

  /**
   * @throws IllegalArgumentException if pane or idleTimeout is not positive or another is negative
   */
  public Timing {
    positive("pane", pane);
    positive("idleTimeout", idleTimeout);
    notNegative("grace", grace);
    notNegative("lateness", lateness);
    notNegative("maxPast", maxPast);
    notNegative("maxFuture", maxFuture);
    notNegative("correctionDelay", correctionDelay);
  }

  /** With the default delay of corrections. */
  public Timing(
      Duration pane,
      Duration grace,
      Duration lateness,
      Duration idleTimeout,
      Duration maxPast,
      Duration maxFuture) {
    this(pane, grace, lateness, idleTimeout, maxPast, maxFuture, DEFAULT_DELAY);
  }

  /** The same with another delay of corrections. */
  public Timing withCorrectionDelay(Duration delay) {
    return new Timing(pane, grace, lateness, idleTimeout, maxPast, maxFuture, delay);
  }

  /** The same where something may come later, or must come earlier. */
  public Timing withLateness(Duration other) {
    return new Timing(pane, grace, other, idleTimeout, maxPast, maxFuture, correctionDelay);
  }

  /**
   * How long a verdict stands at least, in receive time, before numbers alone are corrected: the
   * delay, doubled for each revision before it, but never longer than rows may be late.
   *
   * @param revision of the verdict, from 1
   */
  public Duration standsFor(int revision) {
    Duration doubled = correctionDelay.multipliedBy(1L << Math.min(revision - 1, MOST_DOUBLINGS));
    Duration longest = horizon().compareTo(correctionDelay) < 0 ? correctionDelay : horizon();
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** Whether an event of the given time may have been received at the given time. */
  public boolean admits(long eventMillis, long receivedMillis) {
    return admits(eventMillis, receivedMillis, maxPast.toMillis(), maxFuture.toMillis());
  }

  /** As {@link #admits(long, long)}, for who has the bounds at hand. */
  public static boolean admits(
      long eventMillis, long receivedMillis, long maxPastMillis, long maxFutureMillis) {
    return eventMillis >= receivedMillis - maxPastMillis
        && eventMillis <= receivedMillis + maxFutureMillis;
  }

  /**
   * How much older than the newest a row may be and still be counted: the lateness, but at least
   * the grace, because a window that waits must still take what it waits for.
   */
  public Duration horizon() {
    return lateness.compareTo(grace) < 0 ? grace : lateness;
  }

  /** Start of the pane that holds the given event time. */
  public long paneStart(long eventMillis) {
    long length = pane.toMillis();
    return Math.floorDiv(eventMillis, length) * length;
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1)
      throw new IllegalArgumentException(name + " must be positive: " + value);
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) throw new IllegalArgumentException(name + " is negative: " + value);
  }
}
