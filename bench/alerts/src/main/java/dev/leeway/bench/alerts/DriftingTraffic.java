package dev.leeway.bench.alerts;

import dev.leeway.bench.throughput.Filling;
import dev.leeway.bench.traffic.EventStream;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Events of several models in turns, each of which drifts for some seconds, then does not for some,
 * and so on. For one thread, in the order of event time.
 */
final class DriftingTraffic implements Filling.Content {

  private static final int SHORTEST_SECONDS = 2;
  private static final int LONGEST_SECONDS = 5;

  private final int models;
  private final SplittableRandom random;
  private final boolean[] drifting;
  private final long[] turnsAt;

  /**
   * @param seed decides who drifts when, by event time
   */
  DriftingTraffic(int models, long seed) {
    this.models = models;
    random = new SplittableRandom(seed);
    drifting = new boolean[models];
    turnsAt = new long[models];
  }

  @Override
  public byte[] of(EventStream events, long number, Instant time) {
    int model = (int) (number % models);
    return drifts(model, time.getEpochSecond())
        ? events.drifted(number, time)
        : events.event(number, time);
  }

  private boolean drifts(int model, long second) {
    if (turnsAt[model] == 0) turnsAt[model] = second + seconds();
    while (second >= turnsAt[model]) {
      drifting[model] = !drifting[model];
      turnsAt[model] += seconds();
    }
    return drifting[model];
  }

  private int seconds() {
    return random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1);
  }
}
