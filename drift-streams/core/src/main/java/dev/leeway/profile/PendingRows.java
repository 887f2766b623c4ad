package dev.leeway.profile;

import java.util.Arrays;
import java.util.BitSet;

/** Rows of a block that one profile has yet to count. */
final class PendingRows {

  private int[] rows = new int[8];
  private int size;

  /** Rows that may not be looked at as a whole, by their place in here: mostly none. */
  private final BitSet apart = new BitSet(0);

  boolean isEmpty() {
    return size == 0;
  }

  void add(int row, boolean isTogether) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    if (!isTogether) apart.set(size);
    rows[size++] = row;
  }

  void clear() {
    size = 0;
    if (!apart.isEmpty()) apart.clear();
  }

  int size() {
    return size;
  }

  /** Places of the rows in their block, in the order they came; so many as {@link #size} says. */
  int[] rows() {
    return rows;
  }

  boolean isTogether(int i) {
    return !apart.get(i);
  }
}
