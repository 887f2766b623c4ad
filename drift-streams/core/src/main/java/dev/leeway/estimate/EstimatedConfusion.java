package dev.leeway.estimate;

import dev.leeway.performance.Confusion;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import java.util.List;

/**
 * The confusion matrix to be expected of rows by what was predicted.
 *
 * <p>All {@link #MEASURES} never fall as there are more true positives among those predicted
 * positive, and never rise as there are more positives among those predicted negative; or the other
 * way round, or only one of both enters. So their ends are found at the ends of both.
 *
 * @param predictedPositive rows
 * @param truePositives of them
 * @param predictedNegative rows
 * @param falseNegatives of them
 */
record EstimatedConfusion(
    double predictedPositive,
    Between truePositives,
    double predictedNegative,
    Between falseNegatives) {

  /** What {@link #measure} gives. */
  static final List<PerformanceMeasure> MEASURES =
      List.of(
          PerformanceMeasure.ACCURACY,
          PerformanceMeasure.BALANCED_ACCURACY,
          PerformanceMeasure.PRECISION,
          PerformanceMeasure.RECALL,
          PerformanceMeasure.SPECIFICITY,
          PerformanceMeasure.F1,
          PerformanceMeasure.F0_5,
          PerformanceMeasure.F2,
          PerformanceMeasure.TRUE_POSITIVES,
          PerformanceMeasure.FALSE_POSITIVES,
          PerformanceMeasure.TRUE_NEGATIVES,
          PerformanceMeasure.FALSE_NEGATIVES);

  /** What is expected. */
  Confusion expected() {
    return confusion(truePositives.value(), falseNegatives.value());
  }

  /** A measure of decisions, of at least one row. */
  Expected measure(PerformanceMeasure measure) {
    PerformanceResult.Finding finding = expected().measure(measure);
    if (!(finding instanceof PerformanceResult.Found found)) return new Expected(finding, 0);
    double best = end(measure, confusion(truePositives.high(), falseNegatives.low()));
    double worst = end(measure, confusion(truePositives.low(), falseNegatives.high()));
    return new Expected(found, Math.max(away(found, best), away(found, worst)));
  }

  /** What all outcomes together are worth. */
  Between worth(Costs costs) {
    double error =
        truePositives
            .times(costs.truePositive() - costs.falsePositive())
            .plus(falseNegatives.times(costs.falseNegative() - costs.trueNegative()))
            .error();
    double worth = expected().worth(costs);
    return new Between(worth, worth - error, worth + error);
  }

  private Confusion confusion(double hits, double misses) {
    double found = Math.min(hits, predictedPositive);
    double missed = Math.min(misses, predictedNegative);
    return new Confusion(found, predictedPositive - found, predictedNegative - missed, missed);
  }

  /** NaN where it is undefined there, so that it may be anything. */
  private static double end(PerformanceMeasure measure, Confusion confusion) {
    return confusion.measure(measure) instanceof PerformanceResult.Found found
        ? found.value()
        : Double.NaN;
  }

  private static double away(PerformanceResult.Found from, double end) {
    // All measures that can be undefined are shares.
    return Double.isNaN(end)
        ? Math.max(from.value(), 1 - from.value())
        : Math.abs(end - from.value());
  }
}
