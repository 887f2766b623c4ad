package dev.leeway.directory;

import java.time.Duration;

/**
 * How much time may go into looking for what is not there. Senders may invent any number of model
 * versions, and each that is new is looked for while its record waits. Two seconds at once, so that
 * a few new versions are always looked for, and a tenth of the time after that. Safe for many
 * threads.
 */
final class LookBudget {

  private static final long MOST = Duration.ofSeconds(2).toNanos();
  private static final int ONE_IN = 10;

  private long left = MOST;
  private long at;

  /**
   * @param now of {@link System#nanoTime}, as all times here
   */
  LookBudget(long now) {
    at = now;
  }

  /** Whether there is any left. */
  synchronized boolean hasAny(long now) {
    left = Math.min(MOST, left + (now - at) / ONE_IN);
    at = now;
    return left > 0;
  }

  /** Takes what a look took; what is overdrawn must come in again first. */
  synchronized void spend(long nanos) {
    left -= nanos;
  }
}
