package dev.leeway.appraisal;

import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the segments of each column are apart, held against what the monitor allows. Segments
 * with fewer rows than a window must have labels are left out: among many small ones some are
 * always far apart.
 *
 * @param columns whose values are segments
 */
public record SegmentGaps(List<String> columns, PerformancePolicy policy) {

  public SegmentGaps {
    columns = List.copyOf(columns);
  }

  /**
   * All measures between segments, of each column. Those with a limit decide.
   *
   * @param segments their decisions, by {@code column=value}
   */
  public List<MeasuredPerformance> of(SortedMap<String, PerformanceProfile> segments) {
    SortedMap<PerformanceKey, Double> limits = policy.limitsBetweenSegments();
    List<MeasuredPerformance> measured = new ArrayList<>();
    for (String column : columns) {
      SortedMap<String, PerformanceProfile> own = new TreeMap<>(segments);
      own.keySet().removeIf(segment -> !segment.startsWith(column + "="));
      Fairness fairness = Fairness.of(Fairness.DECISIONS, own, policy.minLabelled());
      long labelled = own.values().stream().mapToLong(PerformanceProfile::realised).sum();
      for (PerformanceMeasure measure : Fairness.MEASURES) {
        PerformanceKey key = PerformanceKey.of(measure, column);
        Double limit = limits.getOrDefault(key, limits.get(PerformanceKey.of(measure)));
        measured.add(
            new MeasuredPerformance(
                new PerformanceResult(key, fairness.finding(measure), Math.max(0, labelled)),
                OptionalDouble.empty(),
                Optional.ofNullable(limit).map(most -> Range.of(measure, most)),
                limit != null));
      }
    }
    return measured;
  }
}
