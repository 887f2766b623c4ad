package dev.leeway.mode;

import dev.leeway.measure.UnorderedCells;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of values, brought onto common cells. */
final class Categories {

  private Categories() {}

  /** A cell for every value of either sample, in ascending order. */
  static <K extends Comparable<K>> UnorderedCells union(
      Map<K, Long> reference, Map<K, Long> current) {
    SortedSet<K> all = new TreeSet<>(reference.keySet());
    all.addAll(current.keySet());
    return new UnorderedCells(
        all.stream().mapToLong(key -> reference.getOrDefault(key, 0L)).toArray(),
        all.stream().mapToLong(key -> current.getOrDefault(key, 0L)).toArray());
  }

  /** How often each number came. */
  static SortedMap<Double, Long> counts(double[] sorted) {
    SortedMap<Double, Long> counts = new TreeMap<>();
    for (double value : sorted) {
      // Makes 0.0 of -0.0, which a map would tell apart.
      counts.merge(value + 0.0, 1L, Long::sum);
    }
    return counts;
  }
}
