package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import dev.leeway.bench.traffic.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is measured, and for how long.
 *
 * @param instances processes that share the job
 * @param time that the whole measurement may take, about
 * @param recordings folder for flight recordings of the job's processes, if any are wanted
 */
public record Setting(
    Engine engine, Workload workload, int instances, Duration time, Optional<Path> recordings) {

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final int MOST_INSTANCES = 16;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Setting {
    requireNonNull(engine, "engine");
    requireNonNull(workload, "workload");
    requireNonNull(recordings, "recordings");
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "instances must be from 1 to " + MOST_INSTANCES + ": " + instances);
    }
    if (time.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "at least " + SHORTEST.toSeconds() + " seconds are needed: " + time.toSeconds());
    }
  }

  /** The same with other events. */
  Setting with(Workload other) {
    return new Setting(engine, other, instances, time, recordings);
  }

  /** The same shared by so many. */
  Setting shared(int other) {
    return new Setting(engine, workload, other, time, recordings);
  }

  /** The same in another time, or the shortest that will do. */
  Setting within(Duration other) {
    Duration enough = other.compareTo(SHORTEST) < 0 ? SHORTEST : other;
    return new Setting(engine, workload, instances, enough, recordings);
  }

  /** How long a bare reader runs before it is measured; at least, and on all sides. */
  Duration warmUp() {
    return between(Duration.ofMillis(500), time.dividedBy(60), Duration.ofSeconds(5));
  }

  /** How long the drift job, which is compiled for longer, runs before it is measured. */
  Duration jobWarmUp() {
    return warmUp().multipliedBy(3);
  }

  /** How long the topic is filled. */
  Duration filling() {
    return between(Duration.ofSeconds(1), time.dividedBy(15), Duration.ofSeconds(60));
  }

  /** How long a bare reader reads. */
  Duration reading() {
    return warmUp()
        .plus(between(Duration.ofSeconds(1), time.dividedBy(60), Duration.ofSeconds(10)));
  }

  /** How long the textbook's job runs, which has to get past what it was fed first. */
  Duration textbook() {
    return reading().multipliedBy(3).dividedBy(2);
  }

  /** How long traffic comes at its own pace, to see how long verdicts take. */
  Duration live() {
    return between(Duration.ofSeconds(6), time.dividedBy(10), Duration.ofSeconds(40));
  }

  private static Duration between(Duration least, Duration wanted, Duration most) {
    if (wanted.compareTo(least) < 0) return least;
    return wanted.compareTo(most) > 0 ? most : wanted;
  }
}
