package dev.leeway.profile;

import java.util.Arrays;

/** Rows of a block that one profile has yet to count, and what its sketches take of them. */
final class PendingRows {

  private static final int TOGETHER = 1 << 4;

  private int[] rows = new int[8];

  /** A row's {@linkplain RowSample#level level}, and whether it may be looked at as a whole. */
  private int[] marks = new int[8];

  private int size;

  /** Rows that the sketches take, those of one level after the other. */
  private int[] sampled = new int[8];

  private final int[] sampledUpTo = new int[RowSample.LEVELS + 1];

  boolean isEmpty() {
    return size == 0;
  }

  void add(int row, int level, boolean together) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      marks = Arrays.copyOf(marks, 2 * size);
      sampled = new int[2 * size];
    }
    rows[size] = row;
    marks[size++] = level | (together ? TOGETHER : 0);
  }

  void clear() {
    size = 0;
  }

  /** Sorts out which rows the sketches take, once all rows are there. */
  void sortOut() {
    int taken = 0;
    for (int level = 0; level < RowSample.LEVELS; level++) {
      for (int i = 0; i < size; i++) {
        if ((marks[i] & ~TOGETHER) == level) sampled[taken++] = rows[i];
      }
      sampledUpTo[level + 1] = taken;
    }
  }

  int size() {
    return size;
  }

  /** Places of the rows in their block, in the order they came; so many as {@link #size} says. */
  int[] rows() {
    return rows;
  }

  boolean isTogether(int i) {
    return (marks[i] & TOGETHER) != 0;
  }

  /** Places of the rows that sketches take, those of a level from one bound to another. */
  int[] sampled() {
    return sampled;
  }

  int sampledFrom(int level) {
    return sampledUpTo[level];
  }

  int sampledTo(int level) {
    return sampledUpTo[level + 1];
  }
}
