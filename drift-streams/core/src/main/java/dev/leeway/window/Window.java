package dev.leeway.window;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** A span of event time, [start, end). */
public record Window(Instant start, Instant end) implements Comparable<Window> {

  public Window {
    requireNonNull(start, "start");
    requireNonNull(end, "end");
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("empty window: " + start + " to " + end);
    }
  }

  /** The window of the given length that starts at the given millisecond of the epoch. */
  public static Window starting(long startMillis, Duration length) {
    Instant start = Instant.ofEpochMilli(startMillis);
    return new Window(start, start.plus(length));
  }

  /** Latest time that is taken, and earliest with a minus: 100 million days, as in JavaScript. */
  private static final Duration FARTHEST = Duration.ofDays(100_000_000);

  /**
   * The time, if it is none that sums of times overflow from.
   *
   * @throws IllegalArgumentException if it is farther than 100 million days from 1970
   */
  public static Instant requireTime(Instant time) {
    if (Duration.between(Instant.EPOCH, time).abs().compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException("no time: " + time.getEpochSecond() + " s since 1970");
    }
    return time;
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  @Override
  public int compareTo(Window other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }
}
