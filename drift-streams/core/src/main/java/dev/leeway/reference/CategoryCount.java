package dev.leeway.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    add(category, 1);
  }

  /** Takes a category that came so many times. */
  void add(String category, long times) {
    Long count = counts.get(category);
    if (count != null) {
      counts.put(category, count + times);
    } else if (counts.size() < (long) cap * COUNTED_PER_KEPT) {
      counts.put(category, times);
    }
  }

  /** A count of its own that starts with what this one holds. */
  CategoryCount copy() {
    CategoryCount copy = new CategoryCount(cap);
    copy.counts.putAll(counts);
    return copy;
  }

  /** The most frequent categories up to the cap, those that tie in alphabetical order. */
  List<String> mostFrequent() {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> wellFormed(entry.getKey()))
        .distinct()
        .limit(cap)
        .toList();
  }

  /** As the text comes back from bytes: half a character, as JSON can escape one, does not. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
