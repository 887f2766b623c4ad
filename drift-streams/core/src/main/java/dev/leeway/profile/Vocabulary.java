package dev.leeway.profile;

import java.util.Arrays;

/**
 * The tokens of a text column that are common in the reference, as 64-bit hashes: those that came
 * in at least {@link #COMMON} rows, at most {@link #MOST} of them. Immutable.
 *
 * <p>A token of a reference's own row is common only if it came in enough <em>other</em> rows: else
 * the reference, which holds each of its tokens, would seem to know more than it will of any later
 * row.
 */
public final class Vocabulary implements Frozen {

  /** Rows of the reference that a common token came in, at least. */
  public static final int COMMON = 10;

  /** Tokens kept, the most frequent ones. */
  public static final int MOST = 10_000;

  /** Without any token. */
  public static final Vocabulary EMPTY = new Vocabulary(new long[0], new long[0]);

  private final long[] common;
  private final long[] barely;
  private final Slots all;
  private final Slots inEnoughOthers;

  /**
   * @param common hashes of tokens that came in more than {@link #COMMON} rows, in any order
   * @param barely of those that came in exactly so many
   * @throws IllegalArgumentException if a hash is given twice, or there are more than {@link #MOST}
   */
  public Vocabulary(long[] common, long[] barely) {
    this.common = sorted(common);
    this.barely = sorted(barely);
    if (common.length + barely.length > MOST) {
      throw new IllegalArgumentException(common.length + barely.length + " tokens");
    }
    inEnoughOthers = new Slots(common.length);
    all = new Slots(common.length + barely.length);
    for (long hash : common) {
      inEnoughOthers.add(hash);
      all.add(hash);
    }
    for (long hash : barely) {
      all.add(hash);
    }
  }

  /** Number of tokens. */
  public int size() {
    return common.length + barely.length;
  }

  /** Whether a token of any later row is known. */
  boolean has(long hash) {
    return all.has(hash);
  }

  /** Whether a token of a row of the reference itself is known from other rows. */
  boolean hasFromOthers(long hash) {
    return inEnoughOthers.has(hash);
  }

  /** Hashes of tokens in more than {@link #COMMON} rows, ascending. */
  long[] common() {
    return common.clone();
  }

  /** Hashes of tokens in exactly {@link #COMMON} rows, ascending. */
  long[] barely() {
    return barely.clone();
  }

  private static long[] sorted(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && Arrays.equals(common, that.common)
        && Arrays.equals(barely, that.barely);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(common) + Arrays.hashCode(barely);
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size();
  }

  /** A set of hashes, a quarter full at most. */
  private static final class Slots {

    private final long[] slots;
    private final int mask;
    private boolean hasZero;

    Slots(int size) {
      slots = new long[Integer.highestOneBit(Math.max(1, size)) * 8];
      mask = slots.length - 1;
    }

    void add(long hash) {
      if (has(hash)) throw new IllegalArgumentException("a token twice");
      if (hash == 0) {
        hasZero = true;
        return;
      }
      int slot = (int) hash & mask;
      while (slots[slot] != 0) slot = (slot + 1) & mask;
      slots[slot] = hash;
    }

    boolean has(long hash) {
      if (hash == 0) return hasZero;
      int slot = (int) hash & mask;
      while (slots[slot] != 0) {
        if (slots[slot] == hash) return true;
        slot = (slot + 1) & mask;
      }
      return false;
    }
  }
}
