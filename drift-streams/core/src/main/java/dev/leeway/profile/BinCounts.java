package dev.leeway.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows per bin. Between two commits an int holds them, which takes half the memory of a long; who
 * counts more, as of a large file, loses nothing. For one thread.
 */
final class BinCounts {

  private final int[] few;
  private long @Nullable [] many;

  /** Rows that can be counted before a count might not fit any more. */
  private int room = Integer.MAX_VALUE;

  BinCounts(int bins) {
    few = new int[bins];
  }

  /** Counts that at most so many rows may be added to. */
  int[] toAdd(int rows) {
    if (rows > room) {
      many = sum();
      Arrays.fill(few, 0);
      room = Integer.MAX_VALUE;
    }
    room -= rows;
    return few;
  }

  /** All counts, in an array of their own. */
  long[] sum() {
    long[] sums = new long[few.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = few[i] + (many == null ? 0 : many[i]);
    }
    return sums;
  }

  void clear() {
    Arrays.fill(few, 0);
    many = null;
    room = Integer.MAX_VALUE;
  }
}
