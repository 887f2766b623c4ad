package dev.leeway.app.outcomes;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.loss.LossModel;
import dev.leeway.performance.PerformanceMeasure;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How else outcomes are looked at.
 *
 * @param losses models that expect the terms of these measures, see {@link
 *     dev.leeway.loss.LossEstimate#MEASURES}
 * @param by segments
 * @param detectors whether errors are watched row by row
 */
public record Views(
    SortedMap<PerformanceMeasure, LossModel> losses,
    Optional<SegmentOutcomes.Names> by,
    boolean detectors)
    implements AutoCloseable {

  /**
   * @param column whose values are segments; empty for none
   */
  public static Views of(
      SortedMap<PerformanceMeasure, LossModel> losses, Optional<String> column, boolean detectors) {
    return new Views(
        losses, column.map(name -> new SegmentOutcomes.Names(name, new TreeSet<>())), detectors);
  }

  public Views {
    losses = unmodifiableSortedMap(new TreeMap<>(losses));
    requireNonNull(by, "by");
  }

  /** Those of a reference: segments alone, where its rows tell them. */
  Views ofReference(OutcomeTable reference) {
    return new Views(
        new TreeMap<>(),
        by.filter(names -> reference.table().names().contains(names.column())),
        false);
  }

  /** Lets go of the models. */
  @Override
  public void close() {
    losses.values().forEach(LossModel::close);
  }
}
