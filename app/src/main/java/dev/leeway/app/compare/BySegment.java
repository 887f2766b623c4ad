package dev.leeway.app.compare;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Explanation;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well a model did in the segments of one chunk.
 *
 * @param column whose values the segments are
 * @param fairness how differently segments are treated, by a model of two classes
 * @param explanations what of a measure's change is due to which segment; only of measures that are
 *     means over rows, and where the reference has the column too
 */
public record BySegment(
    String column,
    SortedMap<String, SegmentPerformance> segments,
    Optional<Fairness> fairness,
    SortedMap<PerformanceKey, Explanation> explanations) {

  public BySegment {
    requireNonNull(column, "column");
    requireNonNull(fairness, "fairness");
    segments = unmodifiableSortedMap(new TreeMap<>(segments));
    explanations = unmodifiableSortedMap(new TreeMap<>(explanations));
  }
}
