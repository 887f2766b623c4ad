package dev.leeway.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After} (RFC 9110 section 10.2.3): seconds or a date. */
public final class RetryAfter {

  /** More digits are nonsense, and would not fit. */
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait; zero if the header is absent, past or not understood. */
  public static Duration of(Optional<String> header, Instant now) {
    String text = header.orElse("").trim();
    if (text.isEmpty()) return Duration.ZERO;
    if (text.chars().allMatch(Character::isDigit)) {
      return text.length() > MOST_DIGITS
          ? Duration.ZERO
          : Duration.ofSeconds(Integer.parseInt(text));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
