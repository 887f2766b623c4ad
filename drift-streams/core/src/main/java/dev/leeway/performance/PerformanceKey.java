package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one number of a model's performance: {@code accuracy}, {@code precision@0.3}, {@code
 * recall[medium]}.
 *
 * @param at the threshold, k, quantile level or share that the measure is taken at, where it has
 *     one; at the predicted class where a measure of decisions has none
 * @param className the class against the rest, where the measure is of one class of several; of a
 *     measure {@linkplain Fairness#MEASURES between segments} their column
 */
public record PerformanceKey(
    PerformanceMeasure measure, OptionalDouble at, Optional<String> className)
    implements Comparable<PerformanceKey> {

  private static final Pattern TEXT =
      Pattern.compile("([a-z0-9_]+)(?:@([-+.0-9eE]+))?(?:\\[(.*)])?", Pattern.DOTALL);

  private static final Comparator<PerformanceKey> ORDER =
      Comparator.comparing(PerformanceKey::measure)
          .thenComparingDouble(key -> key.at.orElse(Double.NEGATIVE_INFINITY))
          .thenComparing(key -> key.className.orElse(""));

  /**
   * @throws IllegalArgumentException if {@code at} is not finite
   */
  public PerformanceKey {
    requireNonNull(measure, "measure");
    requireNonNull(className, "className");
    if (!Double.isFinite(at.orElse(0))) throw new IllegalArgumentException("at " + at);
  }

  public static PerformanceKey of(PerformanceMeasure measure) {
    return new PerformanceKey(measure, OptionalDouble.empty(), Optional.empty());
  }

  public static PerformanceKey of(PerformanceMeasure measure, double at) {
    return new PerformanceKey(measure, OptionalDouble.of(at), Optional.empty());
  }

  public static PerformanceKey of(PerformanceMeasure measure, String className) {
    return new PerformanceKey(measure, OptionalDouble.empty(), Optional.of(className));
  }

  /** What {@link #toString} wrote; empty if it is no key. */
  public static Optional<PerformanceKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    try {
      OptionalDouble at =
          matcher.group(2) == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(matcher.group(2)));
      Optional<String> className = Optional.ofNullable(matcher.group(3));
      return PerformanceMeasure.ofId(matcher.group(1))
          .map(measure -> new PerformanceKey(measure, at, className));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(PerformanceKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String place = at.isPresent() ? "@" + new Cell.Numeric(at.getAsDouble()).className() : "";
    return measure.id() + place + className.map(name -> "[" + name + "]").orElse("");
  }
}
