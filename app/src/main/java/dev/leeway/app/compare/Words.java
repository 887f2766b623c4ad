package dev.leeway.app.compare;

import dev.leeway.window.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as a person reads them. */
final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int LONGEST_NAME = 40;

  private Words() {}

  /** Three digits after the point where the number is of the size of one, else three that count. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0) return "0";
    if (size >= 1e-3 && size < 100) return String.format(Locale.ROOT, "%.3f", value);
    if (size >= 1e6 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", value).replaceFirst("e([-+])0?", "e$1");
    }
    return new BigDecimal(value).round(new MathContext(4)).toPlainString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number of things, for example {@code 1 column} or {@code 2 columns}. */
  static String count(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** A power of ten from its exponent; an exponent that says little loses its fraction. */
  static String powerOfTen(double exponent) {
    boolean small = Math.abs(exponent) < 10;
    return "10^" + String.format(Locale.ROOT, small ? "%.1f" : "%.0f", exponent);
  }

  /** Where a span starts, no finer than its length needs. */
  static String start(Window window) {
    Instant start = window.start();
    long millis = start.toEpochMilli();
    if (isWhole(millis, Duration.ofDays(1))
        && isWhole(window.length().toMillis(), Duration.ofDays(1))) {
      return DAY.format(start);
    }
    return isWhole(millis, Duration.ofMinutes(1)) ? MINUTE.format(start) : start.toString();
  }

  private static boolean isWhole(long millis, Duration unit) {
    return millis % unit.toMillis() == 0;
  }

  /** Text from a file may hold anything, a terminal's control characters too. */
  static String name(String text) {
    String plain = plain(text);
    if (plain.length() <= LONGEST_NAME) return plain;
    int end = LONGEST_NAME - 3;
    // Half a character is none.
    if (Character.isHighSurrogate(plain.charAt(end - 1))) end--;
    return plain.substring(0, end) + "...";
  }

  static String plain(String text) {
    return text.replaceAll("\\p{Cc}", "?");
  }
}
