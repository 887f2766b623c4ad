package dev.leeway.app.outcomes;

import dev.leeway.app.compare.BySegment;
import dev.leeway.app.compare.SegmentPerformance;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Explanation;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the segments of a chunk together, and beside those of the reference.
 *
 * @param column whose values they are
 * @param before the reference by segment; of none where it does not tell them apart
 */
record Segmented(
    PerformanceLayout layout, String column, SortedMap<String, PerformanceProfile> before) {

  /**
   * @param keys measures that are told of each segment
   */
  BySegment of(SortedMap<String, PerformanceProfile> segments, Collection<PerformanceKey> keys) {
    SortedMap<String, SegmentPerformance> told = new TreeMap<>();
    segments.forEach(
        (name, profile) -> {
          RealisedPerformance performance = new RealisedPerformance(layout, profile);
          told.put(
              name,
              new SegmentPerformance(
                  profile.predicted(),
                  profile.realised(),
                  keys.stream().map(performance::result).toList()));
        });
    SortedMap<PerformanceKey, Explanation> changes = new TreeMap<>();
    for (PerformanceKey key : keys) {
      Explanation.of(layout, key, before, segments).ifPresent(change -> changes.put(key, change));
    }
    Optional<Fairness> fairness =
        layout instanceof BinaryLayout binary
            ? Optional.of(Fairness.of(binary, segments, 1))
            : Optional.empty();
    return new BySegment(column, told, fairness, changes);
  }
}
