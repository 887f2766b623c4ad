package dev.leeway.bench.alerts;

import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.time.Duration;

/**
 * What is measured, and for how long.
 *
 * @param time that the whole measurement may take, about; starting takes some of it
 * @param seed decides which model drifts when, and when alerting is killed
 */
public record Plan(int models, Duration time, long seed) {

  private static final Duration SHORTEST = Duration.ofSeconds(20);

  /** To start the processes, and to let them end. */
  private static final Duration AROUND = Duration.ofSeconds(20);

  private static final int MOST_MODELS = 50;
  private static final int COLUMNS = 9;
  private static final int PARTITIONS = 4;
  private static final int PER_SECOND_AND_MODEL = 300;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Plan {
    if (models < 1 || models > MOST_MODELS) {
      throw new IllegalArgumentException("models must be from 1 to " + MOST_MODELS + ": " + models);
    }
    if (time.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "at least " + SHORTEST.toSeconds() + " seconds are needed: " + time.toSeconds());
    }
  }

  Workload workload() {
    return new Workload(Form.TYPED, COLUMNS, models, 1, PARTITIONS, false);
  }

  int eventsPerSecond() {
    return models * PER_SECOND_AND_MODEL;
  }

  /** How long alerting is left alone; as long again it is not. */
  long phaseMillis() {
    return Math.max(time.minus(AROUND).toMillis(), 10_000) / 2;
  }
}
