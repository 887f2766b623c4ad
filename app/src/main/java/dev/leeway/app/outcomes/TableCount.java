package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RegressionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was counted of a table, in one reading.
 *
 * @param outcomes by chunk
 * @param losses what loss models expect, by chunk; of none where there are none
 * @param segments by chunk and segment, where that is asked for
 * @param errors row by row, where that is asked for
 */
record TableCount(
    ChunkOutcomes outcomes,
    ChunkLosses losses,
    Optional<SegmentOutcomes> segments,
    Optional<ErrorStream> errors) {

  /**
   * Reads the table.
   *
   * @throws ComparisonException if a column is not there
   */
  static TableCount of(OutcomeTable table, PerformanceLayout layout, ChunkKeys keys, Views views) {
    if (!views.losses().isEmpty() && !(layout instanceof RegressionLayout)) {
      throw new ComparisonException("a loss model is for predicted numbers, not for classes");
    }
    if (views.detectors() && layout instanceof RankingLayout) {
      throw new ComparisonException("detectors watch errors of classes and numbers, not rankings");
    }
    Optional<SegmentOutcomes> segments =
        views.by().map(names -> new SegmentOutcomes(layout, names));
    boolean classes = !(layout instanceof RegressionLayout);
    Optional<ErrorStream> errors =
        views.detectors()
            ? Optional.of(new ErrorStream(classes, table.timeColumn().isPresent()))
            : Optional.empty();
    List<RowOutcomes> others = new ArrayList<>();
    segments.ifPresent(others::add);
    errors.ifPresent(others::add);
    ChunkLosses losses = new ChunkLosses(views.losses());
    others.add(losses);
    ChunkOutcomes outcomes = new ChunkOutcomes(layout, keys, others);
    Set<String> more = new TreeSet<>(ChunkLosses.columns(views.losses()));
    views.by().map(SegmentOutcomes.Names::column).ifPresent(more::add);
    table.forEach(outcomes, more);
    return new TableCount(outcomes, losses, segments, errors);
  }
}
