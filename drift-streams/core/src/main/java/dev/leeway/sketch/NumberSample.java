package dev.leeway.sketch;

import java.util.Arrays;

/**
 * Some of many numbers, in at most a kilobyte, next to free of charge. All of them while they are
 * few. Whenever the room is full, every other one in ascending order is dropped, and from then on
 * one of each block of twice as many numbers is taken, drawn by lot. So it always stands for as
 * many numbers as there were, to within a block. Describes, never decides. For one thread.
 */
public final class NumberSample {

  /** So many numbers there is room for. */
  static final int ROOM = 128;

  /**
   * Of a KLL sketch with an error not less than the sample's: 10 %, with 99 % confidence. In n =
   * 128 * 2^j numbers, 64 were drawn from blocks of 2^j; what was drawn from the smaller blocks
   * before adds a third to their variance of at most 64 * 4^j / 4. So the standard error of a rank
   * is 3.6 %, and dropping adds less than one in 128.
   */
  static final int ERROR_OF_K = 25;

  private static final double[] NONE = {};
  private static final int FIRST_ROOM = 8;

  private double[] numbers = NONE;
  private int size;

  /** So many of them, from the first on, ascend. */
  private int sorted;

  /** Each number stands for two to this power. */
  private int level;

  /** Numbers to pass over until the next that is taken. */
  private long toPass;

  /** Where in its block the one taken last was. */
  private long place;

  private long lots;

  /**
   * Passes over the next numbers, if it is to take none of them.
   *
   * @return whether it did; otherwise {@link #add} wants to see them
   */
  public boolean passes(int many) {
    if (toPass < many) return false;
    toPass -= many;
    return true;
  }

  /** Takes a finite number, or passes over it. */
  public void add(double number) {
    if (toPass > 0) {
      toPass--;
      return;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(FIRST_ROOM, 2 * size));
    }
    numbers[size++] = number;
    long restOfBlock = (1L << level) - 1 - place;
    if (size == ROOM) drop();
    place = lot(level);
    toPass = restOfBlock + place;
  }

  private void drop() {
    double[] all = ascending();
    int first = (int) lot(1);
    size = ROOM / 2;
    for (int i = 0; i < size; i++) {
      numbers[i] = all[2 * i + first];
    }
    sorted = size;
    level++;
  }

  /** A copy in order: those that are not are sorted, and merged with the others. */
  private double[] ascending() {
    Arrays.sort(numbers, sorted, size);
    double[] all = new double[size];
    int one = 0;
    int other = sorted;
    for (int i = 0; i < size; i++) {
      boolean ofTheFirst = other == size || (one < sorted && numbers[one] <= numbers[other]);
      all[i] = ofTheFirst ? numbers[one++] : numbers[other++];
    }
    return all;
  }

  /** A number of so many bits. */
  private long lot(int bits) {
    // SplitMix64: the same lots in every task, for numbers that do not know of them.
    lots += 0x9E3779B97F4A7C15L;
    long mixed = (lots ^ (lots >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return bits == 0 ? 0 : (mixed ^ (mixed >>> 31)) >>> (Long.SIZE - bits);
  }

  /**
   * What can be said of the numbers so far. Its error is stated as the sample's.
   *
   * @param min the smallest of all numbers, max the largest; they are not looked at if there are
   *     none
   */
  public QuantileSketch toSketch(double min, double max) {
    return QuantileSketch.ofSample(ascending(), level, min, max);
  }

  /** Back to no numbers. */
  public void clear() {
    size = 0;
    sorted = 0;
    level = 0;
    toPass = 0;
    place = 0;
  }
}
