package dev.leeway.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits between attempts to reach a neighbour that is away: longer each time, and not at all once
 * the latch opens. For one thread.
 */
public final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final CountDownLatch stopped;
  private Duration next = FIRST;

  /**
   * @param stopped opens when waiting has no more sense
   */
  public Backoff(CountDownLatch stopped) {
    this.stopped = stopped;
  }

  /** It works again. */
  public void reset() {
    next = FIRST;
  }

  /** Waits; an interrupt ends the wait and stays set. */
  public void pause() {
    try {
      boolean over = stopped.await(next.toMillis(), TimeUnit.MILLISECONDS);
      if (!over && next.compareTo(LONGEST) < 0) next = next.multipliedBy(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
