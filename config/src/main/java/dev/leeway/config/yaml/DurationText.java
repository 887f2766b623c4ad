package dev.leeway.config.yaml;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as written in settings: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}.
 */
public final class DurationText {

  /** How one is written, for messages. */
  static final String FORM = "a whole number with a unit: 250ms, 30s, 5m, 1h or 7d";

  private static final Pattern PATTERN = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  /** A century: longer ones are mistakes, and would overflow milliseconds somewhere. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private DurationText() {}

  /** The duration; empty if it is not written as one, or is longer than 36,500 days. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    return duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
  }

  private static ChronoUnit unit(String symbol) {
    return switch (symbol) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }
}
