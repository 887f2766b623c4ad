package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceMeasure.Better;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number of a window's or chunk's performance, held against what it may be.
 *
 * @param reference the same measure of the whole reference, where that has labels
 * @param allowed what it may be, where that is known
 * @param decides whether it has a say in whether all is well
 */
public record MeasuredPerformance(
    PerformanceResult result, OptionalDouble reference, Optional<Range> allowed, boolean decides) {

  public MeasuredPerformance {
    requireNonNull(result, "result");
    requireNonNull(reference, "reference");
    requireNonNull(allowed, "allowed");
  }

  /**
   * What a measure may be, both ends included.
   *
   * @param lower empty for no end
   * @param upper likewise
   */
  public record Range(OptionalDouble lower, OptionalDouble upper) {

    /** With one end, on the side on which a model does worse. */
    public static Range of(PerformanceMeasure measure, double limit) {
      return measure.better() == Better.LOWER
          ? new Range(OptionalDouble.empty(), OptionalDouble.of(limit))
          : new Range(OptionalDouble.of(limit), OptionalDouble.empty());
    }
  }

  /**
   * The end of the range on the side on which a model does worse; where either is worse, the upper
   * one if the value is above it, else the lower.
   */
  public OptionalDouble threshold() {
    if (allowed.isEmpty()) return OptionalDouble.empty();
    Range range = allowed.get();
    return switch (result.key().measure().better()) {
      case HIGHER -> range.lower;
      case LOWER -> range.upper;
      case NEITHER -> above(range) ? range.upper : range.lower;
    };
  }

  /**
   * FAILED if the model does worse than allowed whatever the score grid did to the value, OK if it
   * does not, UNKNOWN if that cannot be told or nothing is known to hold it against.
   */
  public State state() {
    Optional<Found> found = result.found();
    if (found.isEmpty() || allowed.isEmpty()) return State.UNKNOWN;
    double value = found.get().value();
    double error = found.get().error();
    Range range = worse(allowed.get());
    double floor = range.lower.orElse(Double.NEGATIVE_INFINITY);
    double ceiling = range.upper.orElse(Double.POSITIVE_INFINITY);
    if (value + error < floor || value - error > ceiling) return State.FAILED;
    return value - error >= floor && value + error <= ceiling ? State.OK : State.UNKNOWN;
  }

  /** The same, held against nothing: what it was taken from says too little. */
  public MeasuredPerformance unjudged() {
    return new MeasuredPerformance(result, reference, Optional.empty(), decides);
  }

  /** The range without the end that a model may well pass. */
  private Range worse(Range range) {
    return switch (result.key().measure().better()) {
      case HIGHER -> new Range(range.lower, OptionalDouble.empty());
      case LOWER -> new Range(OptionalDouble.empty(), range.upper);
      case NEITHER -> range;
    };
  }

  private boolean above(Range range) {
    return result.found().isPresent()
        && result.found().get().value() > range.upper.orElse(Double.POSITIVE_INFINITY);
  }
}
