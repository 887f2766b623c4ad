package dev.leeway.profile;

import java.util.Arrays;

/**
 * Rows per bin. Two bytes hold a count, as long as it fits; what few bins have beyond that is kept
 * apart. For one thread.
 */
final class BinCounts {

  /** A count that large is moved away before more rows come. */
  private static final int LARGE = 1 << 15;

  private final char[] few;

  /** Bins of which something was moved away, and how much; so many as {@link #large} says. */
  private int[] largeBins = {};

  private long[] moved = {};
  private int large;

  /** Rows that can be counted before a count might not fit any more. */
  private int room = Character.MAX_VALUE;

  BinCounts(int bins) {
    few = new char[bins];
  }

  /** Counts that at most so many rows may be added to; not more than two bytes can count. */
  char[] toAdd(int rows) {
    if (rows > room) makeRoom();
    room -= rows;
    return few;
  }

  private void makeRoom() {
    int most = 0;
    for (int bin = 0; bin < few.length; bin++) {
      if (few[bin] >= LARGE) move(bin);
      most = Math.max(most, few[bin]);
    }
    room = Character.MAX_VALUE - most;
  }

  private void move(int bin) {
    int place = 0;
    while (place < large && largeBins[place] != bin) place++;
    if (place == moved.length) {
      largeBins = Arrays.copyOf(largeBins, 2 * place + 1);
      moved = Arrays.copyOf(moved, 2 * place + 1);
    }
    if (place == large) {
      largeBins[large++] = bin;
      moved[place] = 0;
    }
    moved[place] += few[bin];
    few[bin] = 0;
  }

  /** All counts, in an array of their own. */
  long[] sum() {
    long[] sums = new long[few.length];
    for (int bin = 0; bin < sums.length; bin++) {
      sums[bin] = few[bin];
    }
    for (int place = 0; place < large; place++) {
      sums[largeBins[place]] += moved[place];
    }
    return sums;
  }

  void clear() {
    Arrays.fill(few, (char) 0);
    large = 0;
    room = Character.MAX_VALUE;
  }
}
