package dev.leeway.profile;

import java.util.Arrays;

/** Rows of a block that one profile has yet to count. */
final class PendingRows {

  private int[] rows = new int[8];

  /** Whether a row may be looked at as a whole. */
  private boolean[] together = new boolean[8];

  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(int row, boolean isTogether) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      together = Arrays.copyOf(together, 2 * size);
    }
    rows[size] = row;
    together[size++] = isTogether;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Places of the rows in their block, in the order they came; so many as {@link #size} says. */
  int[] rows() {
    return rows;
  }

  boolean isTogether(int i) {
    return together[i];
  }
}
