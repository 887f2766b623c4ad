package dev.leeway.rule;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.quality.ConstraintKind;
import dev.leeway.rule.Threshold.Side;
import dev.leeway.verdict.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule looks at: {@code drift}, or {@code drift.psi}.
 *
 * @param measure a number of the verdict that the rule has levels for; empty where the verdict's
 *     state decides
 */
public record Subject(Cause cause, String measure) {

  /** Share of the columns that drifted, in [0, 1]. */
  public static final String SHARE = "share";

  public Subject {
    requireNonNull(cause, "cause");
    requireNonNull(measure, "measure");
  }

  /** The state of verdicts on the cause. */
  public static Subject of(Cause cause) {
    return new Subject(cause, "");
  }

  /** What {@link #toString} wrote; empty if it is nothing a rule can look at. */
  public static Optional<Subject> parse(String text) {
    int dot = text.indexOf('.');
    String head = dot < 0 ? text : text.substring(0, dot);
    Optional<Cause> cause = Cause.of(head);
    if (dot < 0) return cause.map(Subject::of);
    String measure = text.substring(dot + 1);
    return cause.filter(found -> known(found, measure)).map(found -> new Subject(found, measure));
  }

  /** What rules on the cause can look at; a measure at a place or of a class by its bare name. */
  public static List<String> all(Cause cause) {
    List<String> all = new ArrayList<>(List.of(cause.key()));
    measures(cause).map(measure -> cause.key() + "." + measure).forEach(all::add);
    return all;
  }

  /** Whether a number is looked at, so that the rule needs levels. */
  public boolean isMeasured() {
    return !measure.isEmpty();
  }

  /** On which side the number is bad; empty where either can be. */
  public Optional<Side> side() {
    return switch (cause) {
      case PERFORMANCE, ESTIMATED_PERFORMANCE ->
          PerformanceKey.parse(measure).flatMap(key -> side(key.measure()));
      case QUALITY -> constraintSide();
      default -> Optional.of(Side.ABOVE);
    };
  }

  @Override
  public String toString() {
    return isMeasured() ? cause.key() + "." + measure : cause.key();
  }

  private Optional<Side> constraintSide() {
    if (measure.equals(ConstraintKind.ROWS.key())) return Optional.empty();
    return Optional.of(measure.equals(ConstraintKind.NOT_CONSTANT.key()) ? Side.BELOW : Side.ABOVE);
  }

  private static Optional<Side> side(PerformanceMeasure measure) {
    return switch (measure.better()) {
      case HIGHER -> Optional.of(Side.BELOW);
      case LOWER -> Optional.of(Side.ABOVE);
      case NEITHER -> Optional.empty();
    };
  }

  private static boolean known(Cause cause, String measure) {
    if (cause.isPerformance()) return PerformanceKey.parse(measure).isPresent();
    return measures(cause).anyMatch(measure::equals);
  }

  private static Stream<String> measures(Cause cause) {
    return switch (cause) {
      case DRIFT, PREDICTION_DRIFT ->
          Stream.concat(Stream.of(SHARE), Arrays.stream(Measure.values()).map(Measure::key));
      case PERFORMANCE, ESTIMATED_PERFORMANCE ->
          Arrays.stream(PerformanceMeasure.values()).map(PerformanceMeasure::id);
      case QUALITY -> Arrays.stream(ConstraintKind.values()).map(ConstraintKind::key);
      case NO_DATA -> Stream.empty();
    };
  }
}
