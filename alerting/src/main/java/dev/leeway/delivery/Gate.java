package dev.leeway.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * When a target may be called next: not too often, and hardly while it fails. Not for several
 * threads.
 *
 * <p>The rate is the generic cell rate algorithm (ITU-T I.371): each attempt moves the time up to
 * which attempts are used up by one interval, and that time may run ahead by a burst.
 */
final class Gate {

  /** Doubling this often reaches any longest rest. */
  private static final int MOST_DOUBLINGS = 20;

  private final Pace pace;
  private final Duration interval;
  private Instant usedUpTo = Instant.MIN;
  private Instant restsUntil = Instant.MIN;
  private int failures;

  Gate(Pace pace) {
    this.pace = pace;
    this.interval = Duration.ofMinutes(1).dividedBy(pace.perMinute());
  }

  /** The earliest time of the next attempt; not after now if it may be made now. */
  Instant next(Instant now) {
    Instant byRate =
        usedUpTo.isBefore(now) ? now : usedUpTo.minus(interval.multipliedBy(pace.burst() - 1L));
    return byRate.isAfter(restsUntil) ? byRate : restsUntil;
  }

  void begun(Instant now) {
    usedUpTo = (usedUpTo.isBefore(now) ? now : usedUpTo).plus(interval);
  }

  void succeeded() {
    failures = 0;
    restsUntil = Instant.MIN;
  }

  void failed(Instant now) {
    failures++;
    if (!open()) return;
    int doublings = Math.min(failures - pace.failures(), MOST_DOUBLINGS);
    Duration rest = pace.rest().multipliedBy(1L << doublings);
    restsUntil = now.plus(rest.compareTo(pace.longest()) < 0 ? rest : pace.longest());
  }

  /** Whether the target has failed so often that it is left alone but for a trial now and then. */
  boolean open() {
    return failures >= pace.failures();
  }
}
