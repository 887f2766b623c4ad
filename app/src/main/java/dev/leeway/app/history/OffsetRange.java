package dev.leeway.app.history;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a partition: offsets from (inclusive) to (exclusive).
 *
 * @param from not negative
 * @param to not less than from
 */
public record OffsetRange(long from, long to) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,18})-(\\d{1,18})");

  public OffsetRange {
    if (from < 0 || to < from) throw new IllegalArgumentException("offsets " + from + "-" + to);
  }

  /** Number of offsets, which is at least the number of records. */
  public long size() {
    return to - from;
  }

  /**
   * Ranges written as {@code partition:from-to}, by partition.
   *
   * @throws IllegalArgumentException if one is written otherwise, or a partition is named twice
   */
  public static SortedMap<Integer, OffsetRange> parse(Iterable<String> texts) {
    SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
    for (String text : texts) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            text + " is no range of offsets, such as 0:100-200 for partition 0");
      }
      OffsetRange range =
          new OffsetRange(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
      if (ranges.put(Integer.parseInt(parts.group(1)), range) != null) {
        throw new IllegalArgumentException("partition " + parts.group(1) + " twice");
      }
    }
    return ranges;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
