package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Measures of predicted numbers. */
final class RegressionMeasures implements TaskMeasures {

  private static final List<PerformanceMeasure> PLAIN =
      List.of(
          PerformanceMeasure.BIAS,
          PerformanceMeasure.MAE,
          PerformanceMeasure.MSE,
          PerformanceMeasure.RMSE,
          PerformanceMeasure.MAPE,
          PerformanceMeasure.SMAPE,
          PerformanceMeasure.MSLE,
          PerformanceMeasure.RMSLE,
          PerformanceMeasure.R2,
          PerformanceMeasure.MEDIAN_ABSOLUTE_ERROR);

  private static final double[] ERROR_QUANTILES = {0.9, 0.95, 0.99};

  private final RegressionLayout layout;
  private final PerformanceProfile profile;
  private final RegressionCounting counting;

  RegressionMeasures(RegressionLayout layout, PerformanceProfile profile) {
    this.layout = layout;
    this.profile = profile;
    counting = new RegressionCounting(layout);
  }

  @Override
  public List<PerformanceKey> keys() {
    List<PerformanceKey> keys = new ArrayList<>();
    PLAIN.forEach(measure -> keys.add(PerformanceKey.of(measure)));
    for (double quantile : ERROR_QUANTILES) {
      keys.add(PerformanceKey.of(PerformanceMeasure.ABSOLUTE_ERROR_QUANTILE, quantile));
    }
    int quantiles = layout.quantiles().size();
    for (RegressionLayout.QuantileColumn quantile : layout.quantiles()) {
      keys.add(PerformanceKey.of(PerformanceMeasure.PINBALL_LOSS, quantile.level()));
      keys.add(PerformanceKey.of(PerformanceMeasure.QUANTILE_COVERAGE, quantile.level()));
    }
    for (int pair = 0; pair < quantiles / 2; pair++) {
      keys.add(PerformanceKey.of(PerformanceMeasure.INTERVAL_COVERAGE, nominal(pair)));
    }
    return keys;
  }

  @Override
  public Finding of(PerformanceKey key) {
    if (key.className().isPresent()) return Undefined.NOT_LAID_OUT;
    if (key.at().isPresent()) return at(key.measure(), key.at().getAsDouble());
    return switch (key.measure()) {
      case BIAS -> mean(RegressionCounting.ERROR);
      case MAE -> mean(RegressionCounting.ABSOLUTE);
      case MSE -> mean(RegressionCounting.SQUARE);
      case RMSE -> root(RegressionCounting.SQUARE);
      case SMAPE -> mean(RegressionCounting.SYMMETRIC);
      case MAPE ->
          count(counting.zeroPlace()) > 0
              ? Undefined.ZERO_TRUTH
              : mean(RegressionCounting.RELATIVE);
      case MSLE, RMSLE -> logarithmic(key.measure());
      case R2 -> determination();
      case MEDIAN_ABSOLUTE_ERROR -> median();
      default -> Undefined.NOT_LAID_OUT;
    };
  }

  private Finding at(PerformanceMeasure measure, double at) {
    if (measure == PerformanceMeasure.ABSOLUTE_ERROR_QUANTILE) {
      boolean inside = at > 0 && at <= 1;
      long rows = profile.realised();
      return inside ? ordered((long) Math.ceil(at * rows)) : Undefined.NOT_LAID_OUT;
    }
    if (measure == PerformanceMeasure.INTERVAL_COVERAGE) {
      for (int pair = 0; pair < layout.quantiles().size() / 2; pair++) {
        if (nominal(pair) == at) {
          return Means.share(count(counting.insidePlace(pair)), profile.realised());
        }
      }
    }
    for (int i = 0; i < layout.quantiles().size(); i++) {
      if (layout.quantiles().get(i).level() != at) continue;
      if (measure == PerformanceMeasure.QUANTILE_COVERAGE) {
        return Means.share(count(counting.belowPlace(i)), profile.realised());
      }
      if (measure == PerformanceMeasure.PINBALL_LOSS) {
        return mean(RegressionCounting.PINBALL + 2 * i);
      }
    }
    return Undefined.NOT_LAID_OUT;
  }

  /** The share of truths that belongs between two quantiles, without the dust of subtraction. */
  private double nominal(int pair) {
    int other = layout.quantiles().size() - 1 - pair;
    double share = layout.quantiles().get(other).level() - layout.quantiles().get(pair).level();
    return Math.rint(share * 1e9) / 1e9;
  }

  private Finding logarithmic(PerformanceMeasure measure) {
    if (count(counting.negativePlace()) > 0) return Undefined.NO_LOGARITHM;
    return measure == PerformanceMeasure.MSLE
        ? mean(RegressionCounting.LOGARITHMIC)
        : root(RegressionCounting.LOGARITHMIC);
  }

  /** The truths' squares are summed without rounding, as nearly all their digits may cancel. */
  private Finding determination() {
    BigDecimal rows = BigDecimal.valueOf(profile.realised());
    BigDecimal sum = profile.sums().get(RegressionCounting.TRUTH).exact();
    BigDecimal squares = profile.sums().get(RegressionCounting.TRUTH_SQUARE).exact();
    BigDecimal scaled = squares.multiply(rows).subtract(sum.multiply(sum));
    if (scaled.signum() <= 0) return Undefined.CONSTANT_TRUTH;
    BigDecimal errors = profile.sums().get(RegressionCounting.SQUARE).exact().multiply(rows);
    return Means.exact(1 - errors.divide(scaled, MathContext.DECIMAL64).doubleValue());
  }

  private Finding median() {
    long rows = profile.realised();
    Finding lower = ordered((rows + 1) / 2);
    Finding upper = ordered(rows / 2 + 1);
    if (!(lower instanceof Found a) || !(upper instanceof Found b)) return Undefined.OUTSIDE_GRID;
    return new Found(
        (a.value() + b.value()) / 2, (a.error() + b.error()) / 2, OptionalDouble.empty());
  }

  /** The absolute error of the given rank, the smallest being the first. */
  private Finding ordered(long rank) {
    SparseCounts counts = profile.realisedCounts();
    long seen = 0;
    for (int i = 0; i < counts.size(); i++) {
      seen += counts.value(i);
      if (seen < rank) continue;
      int cell = counts.place(i);
      double lower = Math.max(0, layout.errors().lower(cell));
      double upper = layout.errors().upper(cell);
      if (Double.isInfinite(upper)) return Undefined.OUTSIDE_GRID;
      return new Found((lower + upper) / 2, (upper - lower) / 2, OptionalDouble.empty());
    }
    throw new IllegalStateException("rank " + rank + " of " + seen);
  }

  private Finding mean(int sum) {
    return Means.mean(profile.sums().get(sum), profile.sums().get(sum + 1), profile.realised());
  }

  private Finding root(int sum) {
    return Means.root(profile.sums().get(sum), profile.sums().get(sum + 1), profile.realised());
  }

  private long count(int place) {
    return profile.realisedCounts().at(place);
  }
}
