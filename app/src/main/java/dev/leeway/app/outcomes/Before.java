package dev.leeway.app.outcomes;

import dev.leeway.estimate.Calibration;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a model did in the reference.
 *
 * @param realised of the whole reference; of nothing where it has no labels
 * @param estimator what the reference lets expect of rows without labels
 * @param ranges how measures may vary
 */
record Before(
    PerformanceLayout layout,
    RealisedPerformance realised,
    Optional<Estimator> estimator,
    Ranges ranges) {

  /** What measures may be. */
  interface Ranges {

    SortedMap<PerformanceKey, Range> of(
        List<PerformanceKey> keys, Map<PerformanceKey, Double> limits);
  }

  /**
   * Of rows that are at hand.
   *
   * @param chunks of the reference; none where it has no labels
   */
  static Before of(PerformanceLayout layout, Collection<PerformanceProfile> chunks) {
    PerformanceProfile whole =
        chunks.stream().reduce(PerformanceProfile.empty(layout), PerformanceProfile::merge);
    return new Before(
        layout,
        new RealisedPerformance(layout, whole),
        Estimator.of(layout, whole, Calibration.fit(layout, whole)),
        (keys, limits) -> Allowed.ranges(layout, keys, chunks, limits));
  }

  /** Of a reference that was made before. */
  static Before of(ReferencePerformance made) {
    return new Before(
        made.layout(),
        new RealisedPerformance(made.layout(), made.profile()),
        made.estimator(),
        (keys, limits) -> Allowed.ranges(keys, made.bands(), limits));
  }

  /**
   * What measures may be.
   *
   * @param limits fixed ones
   */
  SortedMap<PerformanceKey, Range> allowed(
      List<PerformanceKey> keys, Map<PerformanceKey, Double> limits) {
    return ranges.of(keys, limits);
  }
}
