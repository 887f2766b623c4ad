package dev.leeway.app.compare;

import dev.leeway.performance.PerformanceResult;
import java.util.List;

/**
 * How well a model did in one segment of a chunk.
 *
 * @param predicted predictions that could be counted
 * @param labelled those whose outcome is known
 * @param measures those that decide
 */
public record SegmentPerformance(long predicted, long labelled, List<PerformanceResult> measures) {

  public SegmentPerformance {
    measures = List.copyOf(measures);
  }
}
