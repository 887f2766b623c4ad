package dev.leeway.testkit;

import dev.leeway.performance.PerformanceMeasure;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The decisions on one segment of a window, for a recount of the gaps between segments. */
final class Decisions {

  private static final int ALL = 0;
  private static final int POSITIVE = 1;
  private static final int NEGATIVE = 2;

  /** Predictions, then positives and negatives among the labelled. */
  private final long[] of = new long[3];

  /** Those of each that were taken for positive. */
  private final long[] selected = new long[3];

  void predicted(boolean positive) {
    count(ALL, positive);
  }

  void labelled(boolean positive, boolean truth) {
    count(truth ? POSITIVE : NEGATIVE, positive);
  }

  private void count(int what, boolean positive) {
    of[what]++;
    if (positive) selected[what]++;
  }

  /** A measure between segments; empty where no two can be held together. */
  static OptionalDouble measure(PerformanceMeasure measure, Collection<Decisions> segments) {
    return switch (measure) {
      case DISPARATE_IMPACT -> between(ALL, segments, ends -> ends[0] / ends[1]);
      case SELECTION_RATE_GAP -> gap(ALL, segments);
      case TRUE_POSITIVE_RATE_GAP -> gap(POSITIVE, segments);
      case FALSE_POSITIVE_RATE_GAP -> gap(NEGATIVE, segments);
      case EQUALIZED_ODDS_GAP -> {
        OptionalDouble hits = gap(POSITIVE, segments);
        OptionalDouble alarms = gap(NEGATIVE, segments);
        boolean known = hits.isPresent() && alarms.isPresent();
        yield known
            ? OptionalDouble.of(Math.max(hits.getAsDouble(), alarms.getAsDouble()))
            : OptionalDouble.empty();
      }
      default -> throw new IllegalArgumentException(measure + " is of one segment");
    };
  }

  private static OptionalDouble gap(int what, Collection<Decisions> segments) {
    return between(what, segments, ends -> ends[1] - ends[0]);
  }

  /**
   * @param ends takes the lowest and the highest rate
   */
  private static OptionalDouble between(
      int what, Collection<Decisions> segments, Function<double[], Double> ends) {
    double[] rates =
        segments.stream()
            .filter(segment -> segment.of[what] > 0)
            .mapToDouble(segment -> (double) segment.selected[what] / segment.of[what])
            .sorted()
            .toArray();
    if (rates.length < 2) return OptionalDouble.empty();
    double value = ends.apply(new double[] {rates[0], rates[rates.length - 1]});
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
