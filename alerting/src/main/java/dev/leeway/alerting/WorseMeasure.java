package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Judgement;
import dev.leeway.rule.Threshold;
import dev.leeway.rule.Threshold.Side;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.util.OptionalDouble;

/**
 * One number of a model's performance or of its rows' quality that is worse than allowed.
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

  /** A constraint that does not hold, as its verdict tells it. */
  static WorseMeasure of(ConstraintResult constraint) {
    return new WorseMeasure(
        name(constraint.constraint(), constraint.column()),
        constraint.observed().orElse(0),
        constraint.atLeast(),
        constraint.atMost(),
        OptionalDouble.empty(),
        constraint.column().isEmpty()
            ? constraint.why()
            : constraint.column() + ": " + constraint.why());
  }

  /** The number of a constraint that has reached the rule's level. */
  static WorseMeasure beyond(Judgement.Reading number, AlertRule rule) {
    Threshold threshold = rule.threshold().orElseThrow();
    boolean above = threshold.side() == Side.ABOVE;
    OptionalDouble open = OptionalDouble.of(threshold.open());
    String[] told = Numbers.apart(number.value(), threshold.open());
    String measure = name(rule.on().measure(), number.of());
    return new WorseMeasure(
        measure,
        number.value(),
        above ? OptionalDouble.empty() : open,
        above ? open : OptionalDouble.empty(),
        OptionalDouble.empty(),
        measure + " " + told[0] + (above ? ", alert from " : ", alert down from ") + told[1]);
  }

  private static String name(String measure, String column) {
    return column.isEmpty() ? measure : measure + "[" + column + "]";
  }

  private static String why(
      MeasuredPerformance measured,
      double value,
      WindowPerformance performance,
      Verdict.Kind kind) {
    OptionalDouble threshold = measured.threshold();
    OptionalDouble reference = measured.reference();
    double limit = threshold.orElse(value);
    String[] told = Numbers.apart(value, limit);
    StringBuilder words = new StringBuilder();
    words.append(measured.result().key()).append(' ').append(told[0]);
    if (threshold.isPresent()) {
      words.append(value > limit ? ", at most " : ", at least ").append(told[1]);
      words.append(" allowed");
    }
    if (reference.isPresent()) {
      words.append("; reference ").append(Numbers.of(reference.getAsDouble(), told[1]));
    }
    return words.append("; ").append(rows(performance, kind)).toString();
  }

  private static String rows(WindowPerformance performance, Verdict.Kind kind) {
    String predicted = Numbers.count(performance.predicted());
    return kind == Verdict.Kind.PERFORMANCE
        ? Numbers.count(performance.labelled()) + " of " + predicted + " labelled"
        : "estimated from " + predicted + " predictions";
  }
}
