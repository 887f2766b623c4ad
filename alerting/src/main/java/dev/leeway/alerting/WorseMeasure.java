package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measure of performance that is worse than allowed.
 *
 * @param measure its key
 * @param atLeast lower end of what is allowed, where there is one
 * @param atMost upper end of what is allowed, where there is one
 * @param reference the same measure of the reference, where that is known
 * @param why in words a person reads
 */
public record WorseMeasure(
    String measure,
    double value,
    OptionalDouble atLeast,
    OptionalDouble atMost,
    OptionalDouble reference,
    String why) {

  /** As many as a person likes to read, and as many as may be needed to tell two numbers apart. */
  private static final int FEWEST_DECIMALS = 2;

  private static final int MOST_DECIMALS = 9;

  public WorseMeasure {
    requireNonNull(measure, "measure");
    requireNonNull(atLeast, "atLeast");
    requireNonNull(atMost, "atMost");
    requireNonNull(reference, "reference");
    requireNonNull(why, "why");
  }

  /**
   * The measure as its verdict tells it.
   *
   * @param measured one that failed, so it has a value and is held against something
   */
  static WorseMeasure of(
      MeasuredPerformance measured, WindowPerformance performance, Verdict.Kind kind) {
    double value = measured.result().found().map(Found::value).orElse(0.0);
    Range allowed =
        measured
            .allowed()
            .orElseGet(() -> new Range(OptionalDouble.empty(), OptionalDouble.empty()));
    return new WorseMeasure(
        measured.result().key().toString(),
        value,
        allowed.lower(),
        allowed.upper(),
        measured.reference(),
        why(measured, value, performance, kind));
  }

  private static String why(
      MeasuredPerformance measured,
      double value,
      WindowPerformance performance,
      Verdict.Kind kind) {
    OptionalDouble threshold = measured.threshold();
    OptionalDouble reference = measured.reference();
    int decimals = FEWEST_DECIMALS;
    while (threshold.isPresent()
        && decimals < MOST_DECIMALS
        && number(value, decimals).equals(number(threshold.getAsDouble(), decimals))) {
      decimals++;
    }
    StringBuilder words = new StringBuilder();
    words.append(measured.result().key()).append(' ').append(number(value, decimals));
    if (threshold.isPresent()) {
      words.append(value > threshold.getAsDouble() ? ", at most " : ", at least ");
      words.append(number(threshold.getAsDouble(), decimals)).append(" allowed");
    }
    if (reference.isPresent()) {
      words.append("; reference ").append(number(reference.getAsDouble(), decimals));
    }
    return words.append("; ").append(rows(performance, kind)).toString();
  }

  private static String rows(WindowPerformance performance, Verdict.Kind kind) {
    String predicted = count(performance.predicted());
    return kind == Verdict.Kind.PERFORMANCE
        ? count(performance.labelled()) + " of " + predicted + " labelled"
        : "estimated from " + predicted + " predictions";
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
