package dev.leeway.bench.throughput;

import java.time.InstantSource;

/** Events as they happen, evenly spread over time. For one thread. */
public final class PacedTraffic {

  private final Filling filling;
  private final InstantSource clock;
  private final int perSecond;

  public PacedTraffic(Filling filling, InstantSource clock, int perSecond) {
    this.filling = filling;
    this.clock = clock;
    this.perSecond = perSecond;
  }

  /**
   * Sends for so long.
   *
   * @param between is done again and again in the time that sending leaves; a millisecond or two
   */
  public void run(long millis, Runnable between) {
    long start = System.nanoTime();
    long sent = 0;
    long total = millis * perSecond / 1_000;
    while (sent < total) {
      long due = (System.nanoTime() - start) / 1_000 * perSecond / 1_000_000;
      for (; sent < Math.min(due, total); sent++) {
        filling.one(clock.instant());
      }
      between.run();
    }
  }
}
