package dev.leeway.delivery;

import java.time.Duration;

/**
 * How fast a target is told things.
 *
 * @param perMinute most attempts a minute; default 60
 * @param burst attempts that may follow each other at once; default 10
 * @param failures failed attempts in a row, whatever the messages, after which the target is left
 *     alone: its circuit is open; default 5
 * @param rest how long it is left alone then, before one attempt is made; doubled with each that
 *     fails; default 30 s
 * @param longest longest rest; default 10 min
 */
public record Pace(int perMinute, int burst, int failures, Duration rest, Duration longest) {

  public static final Pace DEFAULT =
      new Pace(60, 10, 5, Duration.ofSeconds(30), Duration.ofMinutes(10));

  /**
   * @throws IllegalArgumentException if a value is not positive or the longest rest is no longest
   */
  public Pace {
    if (perMinute < 1) throw new IllegalArgumentException("perMinute: " + perMinute);
    if (burst < 1) throw new IllegalArgumentException("burst: " + burst);
    if (failures < 1) throw new IllegalArgumentException("failures: " + failures);
    if (rest.toMillis() < 1) throw new IllegalArgumentException("rest: " + rest);
    if (longest.compareTo(rest) < 0) throw new IllegalArgumentException("longest: " + longest);
  }

  /** At most so many attempts a minute. */
  public Pace perMinute(int attempts) {
    return new Pace(attempts, Math.min(burst, attempts), failures, rest, longest);
  }
}
