package dev.leeway.app.outcomes;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.Band;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The range that each measure may be in. */
final class Allowed {

  /** Standard deviations of the reference's chunks around their mean, as NannyML has it. */
  private static final double DEVIATIONS = 3;

  /** Fewer chunks say nothing of how a measure varies. */
  static final int LEAST_CHUNKS = 5;

  /** They grow with the number of rows, so chunks of another size are not alike. */
  private static final Set<PerformanceMeasure> GROWING =
      EnumSet.of(
          PerformanceMeasure.TRUE_POSITIVES,
          PerformanceMeasure.FALSE_POSITIVES,
          PerformanceMeasure.TRUE_NEGATIVES,
          PerformanceMeasure.FALSE_NEGATIVES,
          PerformanceMeasure.BUSINESS_VALUE);

  private Allowed() {}

  /**
   * Three standard deviations around the mean of the chunks, within what the measure can be; fixed
   * limits in their place where they are given.
   *
   * @param keys what is measured
   * @param chunks of the reference
   */
  static SortedMap<PerformanceKey, Range> ranges(
      PerformanceLayout layout,
      List<PerformanceKey> keys,
      Collection<PerformanceProfile> chunks,
      Map<PerformanceKey, Double> limits) {
    SortedMap<PerformanceKey, Band> bands = new TreeMap<>();
    List<RealisedPerformance> measured =
        chunks.stream().map(profile -> new RealisedPerformance(layout, profile)).toList();
    for (PerformanceKey key : keys) {
      double[] values =
          measured.stream()
              .flatMapToDouble(
                  chunk ->
                      chunk.result(key).found().stream()
                          .mapToDouble(PerformanceResult.Found::value))
              .toArray();
      if (values.length > 0) bands.put(key, Band.of(values));
    }
    return ranges(keys, bands, limits);
  }

  /**
   * As {@link #ranges(PerformanceLayout, List, Collection, Map)}, of chunks that were measured
   * before.
   */
  static SortedMap<PerformanceKey, Range> ranges(
      List<PerformanceKey> keys,
      Map<PerformanceKey, Band> bands,
      Map<PerformanceKey, Double> limits) {
    SortedMap<PerformanceKey, Range> ranges = new TreeMap<>();
    for (PerformanceKey key : keys) {
      Band band = bands.get(key);
      if (band == null || GROWING.contains(key.measure())) continue;
      if (band.chunks() >= LEAST_CHUNKS) ranges.put(key, around(key.measure(), band));
    }
    limits.forEach((key, limit) -> ranges.put(key, Range.of(key.measure(), limit)));
    return ranges;
  }

  private static Range around(PerformanceMeasure measure, Band band) {
    return new Range(
        OptionalDouble.of(Math.max(measure.least(), band.lower(DEVIATIONS))),
        OptionalDouble.of(Math.min(measure.most(), band.upper(DEVIATIONS))));
  }
}
