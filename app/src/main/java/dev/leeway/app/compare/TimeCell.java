package dev.leeway.app.compare;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/**
 * When a row happened, in milliseconds of the epoch, from the cell of its time column. Text is ISO
 * 8601 with T or a space between date and time; without an offset it is UTC, without a time the
 * day's start. A number counts from the epoch, in seconds, milliseconds, microseconds or
 * nanoseconds by its size, each of which covers 1973 to 5138.
 */
final class TimeCell {

  /** From this many seconds on (the year 5138) a number is milliseconds, and so on. */
  private static final double MOST_SECONDS = 1e11;

  private static final int MILLIS_PER_SECOND = 1_000;

  /** 2001-03-05T10:15:30.123+01:00, the offset in any of its forms or none. */
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .toFormatter();

  private static final int DATE_LENGTH = 10;

  private TimeCell() {}

  /** The time in a text; empty if there is none. */
  static OptionalLong millis(String text) {
    String trimmed = text.strip();
    try {
      if (trimmed.length() == DATE_LENGTH) {
        LocalDate day = LocalDate.parse(trimmed);
        return OptionalLong.of(day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
      }
      if (trimmed.length() < DATE_LENGTH + 2) return OptionalLong.empty();
      TemporalAccessor parsed = DATE_TIME.parse(isoForm(trimmed));
      boolean zoned = parsed.isSupported(java.time.temporal.ChronoField.OFFSET_SECONDS);
      Instant time =
          zoned ? Instant.from(parsed) : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      return OptionalLong.of(time.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** The time a number stands for; empty if it is not finite. */
  static OptionalLong millis(double number) {
    if (!Double.isFinite(number)) return OptionalLong.empty();
    double scaled = number;
    if (Math.abs(scaled) < MOST_SECONDS)
      return OptionalLong.of((long) (scaled * MILLIS_PER_SECOND));
    while (Math.abs(scaled) >= MOST_SECONDS * MILLIS_PER_SECOND) {
      scaled /= MILLIS_PER_SECOND;
    }
    return OptionalLong.of((long) scaled);
  }

  /** As databases print it, with a space, to ISO's T; a space before the offset goes. */
  private static String isoForm(String text) {
    if (text.charAt(DATE_LENGTH) != ' ') return text;
    String time = text.substring(DATE_LENGTH + 1).replace(" ", "");
    return text.substring(0, DATE_LENGTH) + 'T' + time.replace("UTC", "Z");
  }
}
