package dev.leeway.eventlog;

import java.time.Instant;

/** Event time as records carry it. */
final class EventTimes {

  private EventTimes() {}

  /** Milliseconds since 1970, rounded towards the past. */
  static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("beyond the range of epoch milliseconds: " + time, e);
    }
  }
}
