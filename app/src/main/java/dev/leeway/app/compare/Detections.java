package dev.leeway.app.compare;

import static java.util.Collections.unmodifiableSortedMap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where detectors, watching the errors of a table row by row, told of a change.
 *
 * @param rows how many they watched
 * @param timed whether in the order of time, else of the file
 * @param drifts by detector; each has an entry, if only an empty one
 */
public record Detections(long rows, boolean timed, SortedMap<String, List<Place>> drifts) {

  /**
   * A row.
   *
   * @param row its number in the file, from 1
   * @param watched its number among those that were watched, from 1
   * @param time when it happened, where that is known
   */
  public record Place(long row, long watched, Optional<Instant> time) {}

  public Detections {
    drifts = unmodifiableSortedMap(new TreeMap<>(drifts));
  }
}
