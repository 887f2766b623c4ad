package dev.leeway.app.outcomes;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.loss.LossModel;
import dev.leeway.performance.PerformanceMeasure;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How else outcomes are looked at.
 *
 * @param losses models that expect the terms of these measures, see {@link
 *     dev.leeway.loss.LossEstimate#MEASURES}
 * @param by a column whose values are segments
 * @param detectors whether errors are watched row by row
 */
public record Views(
    SortedMap<PerformanceMeasure, LossModel> losses, Optional<String> by, boolean detectors)
    implements AutoCloseable {

  /** In no other way. */
  public static final Views NONE = new Views(new TreeMap<>(), Optional.empty(), false);

  public Views {
    losses = unmodifiableSortedMap(new TreeMap<>(losses));
    requireNonNull(by, "by");
  }

  /** Lets go of the models. */
  @Override
  public void close() {
    losses.values().forEach(LossModel::close);
  }
}
