package dev.leeway.bundle;

import java.time.Duration;

/**
 * Tells a flood of bad records from a few. It opens when, within ten seconds, a thousand or more
 * records were bad and they were at least half of all, and closes after ten seconds without that in
 * which the bad were fewer than a tenth, or fewer than a thousand. While it is open bad records are
 * put aside without their bytes, which are still in the topic they came from: a flood must not be
 * copied. For one thread.
 */
public final class PoisonBreaker {

  /** How long records are counted together. */
  static final Duration SPAN = Duration.ofSeconds(10);

  /** Bad records in a span from which on it may be a flood. */
  static final int FLOOD = 1_000;

  private static final int SHARE_TO_OPEN = 2;
  private static final int SHARE_TO_STAY = 10;

  private long spanEnd = Long.MIN_VALUE;
  private long good;
  private long bad;
  private boolean open;

  /** A record, or an event of a batch, was good. */
  public void good() {
    good++;
  }

  /**
   * One was bad.
   *
   * @param now milliseconds of the epoch
   */
  public void bad(long now) {
    tick(now);
    bad++;
    if (bad >= FLOOD && bad * SHARE_TO_OPEN >= bad + good) open = true;
  }

  /** Says what time it is, for one that was opened and sees no bad records any more. */
  public void tick(long now) {
    if (now < spanEnd && now >= spanEnd - SPAN.toMillis()) return;
    if (bad < FLOOD || bad * SHARE_TO_STAY < bad + good) open = false;
    spanEnd = now + SPAN.toMillis();
    good = 0;
    bad = 0;
  }

  /** Whether it is a flood. */
  public boolean isOpen() {
    return open;
  }
}
