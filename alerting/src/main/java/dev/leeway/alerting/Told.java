package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How often somebody was told that an incident is under way.
 *
 * @param times 0 while nobody was, as when it is silenced from its beginning
 * @param last event time of the last time: end of the window that was told of
 */
public record Told(int times, Instant last) {

  /** Nobody was told. */
  public static final Told NOBODY = new Told(0, Instant.EPOCH);

  public Told {
    requireNonNull(last, "last");
    if (times < 0) throw new IllegalArgumentException("times: " + times);
  }

  Told again(Instant at) {
    return new Told(times + 1, at);
  }
}
