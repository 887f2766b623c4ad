package dev.leeway.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each category came, of the first so many different ones. */
final class CategoryCount {

  /**
   * Different categories counted for each that can be kept, so that the most frequent are found.
   */
  private static final int COUNTED_PER_KEPT = 16;

  private final int cap;
  private final Map<String, Long> counts = new HashMap<>();

  CategoryCount(int cap) {
    this.cap = cap;
  }

  void add(String category) {
    Long count = counts.get(category);
    if (count != null) {
      counts.put(category, count + 1);
    } else if (counts.size() < (long) cap * COUNTED_PER_KEPT) {
      counts.put(category, 1L);
    }
  }

  /** The most frequent categories up to the cap, those that tie in alphabetical order. */
  List<String> mostFrequent() {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(cap)
        .map(Map.Entry::getKey)
        .toList();
  }
}
