package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.RegressionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was counted of a table, in one reading.
 *
 * @param outcomes by chunk
 * @param losses what loss models expect, by chunk; of none where there are none
 */
record TableCount(ChunkOutcomes outcomes, ChunkLosses losses) {

  /**
   * Reads the table.
   *
   * @throws ComparisonException if a column is not there
   */
  static TableCount of(OutcomeTable table, PerformanceLayout layout, ChunkKeys keys, Views views) {
    if (!views.losses().isEmpty() && !(layout instanceof RegressionLayout)) {
      throw new ComparisonException("a loss model is for predicted numbers, not for classes");
    }
    List<RowOutcomes> others = new ArrayList<>();
    ChunkLosses losses = new ChunkLosses(views.losses());
    others.add(losses);
    ChunkOutcomes outcomes = new ChunkOutcomes(layout, keys, others);
    Set<String> more = new TreeSet<>(ChunkLosses.columns(views.losses()));
    table.forEach(outcomes, more);
    return new TableCount(outcomes, losses);
  }
}
