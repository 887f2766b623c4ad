package dev.leeway.ingestion;

import dev.leeway.monitor.Timing;
import java.time.Instant;

/**
 * A time as a client sent it.
 *
 * @param number whether it was a number, which may be of another unit than it should
 */
record EventTime(Instant at, boolean number) {

  /** Reports the time if the model's monitor does not admit it. */
  void check(Timing timing, Instant received, String path, Flaws flaws) {
    if (timing.admits(at.toEpochMilli(), received.toEpochMilli())) return;
    flaws.add(
        ProblemCode.EVENT_TIME_OUT_OF_RANGE,
        path,
        "must lie between "
            + timing.maxPast()
            + " before and "
            + timing.maxFuture()
            + " after its receipt"
            + (number ? unitHint(at.toEpochMilli()) : ""));
  }

  /** Times of the years 2001 to 2286 have 10 digits in seconds, and 3 more in each smaller unit. */
  private static String unitHint(long value) {
    String unit = "";
    if (has(10, value)) unit = "seconds";
    if (has(16, value)) unit = "microseconds";
    if (has(19, value)) unit = "nanoseconds";
    return unit.isEmpty()
        ? ""
        : "; it looks like " + unit + ", numbers must be milliseconds since 1970";
  }

  private static boolean has(int digits, long value) {
    return value > 0 && Long.toString(value).length() == digits;
  }
}
