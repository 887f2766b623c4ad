package dev.leeway.app.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.TimeText;
import java.util.OptionalLong;

/**
 * When a row happened, in milliseconds of the epoch, from the cell of its time column. Text is ISO
 * 8601 with T or a space between date and time; without an offset it is UTC, without a time the
 * day's start. A number counts from the epoch, in seconds, milliseconds, microseconds or
 * nanoseconds by its size, each of which covers 1973 to 5138.
 */
public final class TimeCell {

  /** From this many seconds on (the year 5138) a number is milliseconds, and so on. */
  private static final double MOST_SECONDS = 1e11;

  /** Nanoseconds of that year. */
  private static final double MOST = 1e20;

  private static final int MILLIS_PER_SECOND = 1_000;

  private TimeCell() {}

  /** The time in a text; empty if there is none. */
  public static OptionalLong millis(String text) {
    byte[] bytes = text.strip().getBytes(UTF_8);
    long millis = TimeText.millis(bytes, 0, bytes.length);
    return millis == TimeText.NONE ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  /** The time a number stands for; empty if it is too large for one, or not finite. */
  public static OptionalLong millis(double number) {
    if (!(Math.abs(number) < MOST)) return OptionalLong.empty();
    double scaled = number;
    if (Math.abs(scaled) < MOST_SECONDS)
      return OptionalLong.of((long) (scaled * MILLIS_PER_SECOND));
    while (Math.abs(scaled) >= MOST_SECONDS * MILLIS_PER_SECOND) {
      scaled /= MILLIS_PER_SECOND;
    }
    return OptionalLong.of((long) scaled);
  }
}
