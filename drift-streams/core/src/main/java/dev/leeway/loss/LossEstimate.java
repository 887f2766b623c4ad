package dev.leeway.loss;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.performance.RealisedPerformance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Direct loss estimation: the mean of the losses that a model expects of rows is the measure of
 * which they are the terms.
 */
public final class LossEstimate {

  /** Measures that are means over rows, and their roots. */
  private static final Map<PerformanceMeasure, PerformanceMeasure> ROOTS =
      new EnumMap<>(
          Map.of(
              PerformanceMeasure.MSE, PerformanceMeasure.RMSE,
              PerformanceMeasure.MSLE, PerformanceMeasure.RMSLE));

  /** What a loss model may have been trained for. */
  public static final Set<PerformanceMeasure> MEASURES =
      Set.of(
          PerformanceMeasure.MAE,
          PerformanceMeasure.MSE,
          PerformanceMeasure.MAPE,
          PerformanceMeasure.SMAPE,
          PerformanceMeasure.MSLE);

  private LossEstimate() {}

  /**
   * The measure and, where it has one, its root.
   *
   * @param measure of which the losses are the terms, one of {@link #MEASURES}
   * @param reference from whose realised losses the sampling error is judged: what a loss model
   *     expects varies less than what comes true
   */
  public static List<PerformanceResult> of(
      PerformanceMeasure measure, LossProfile profile, RealisedPerformance reference) {
    if (!MEASURES.contains(measure)) throw new IllegalArgumentException("no loss: " + measure);
    double mean = profile.rows() == 0 ? 0 : profile.losses().value() / profile.rows();
    List<PerformanceResult> results = new ArrayList<>();
    results.add(result(measure, mean, profile, reference));
    PerformanceMeasure root = ROOTS.get(measure);
    // A model may expect less than nothing of rows, and of all of them where it knows none of them.
    if (root != null) results.add(result(root, Math.sqrt(Math.max(0, mean)), profile, reference));
    return results;
  }

  private static PerformanceResult result(
      PerformanceMeasure measure,
      double value,
      LossProfile profile,
      RealisedPerformance reference) {
    PerformanceKey key = PerformanceKey.of(measure);
    PerformanceResult before = reference.result(key);
    double rows = (double) profile.rows();
    OptionalDouble error =
        before
            .found()
            .map(Found::standardError)
            .filter(OptionalDouble::isPresent)
            .map(known -> known.getAsDouble() * Math.sqrt(before.rows() / rows))
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    Finding finding = profile.rows() == 0 ? Undefined.NO_ROWS : new Found(value, 0, error);
    return new PerformanceResult(key, finding, profile.rows());
  }
}
