package dev.leeway.performance;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;

/**
 * Whole numbers of either sign by place, of which only those are kept that are not 0: a correction
 * of one row is as small as it looks.
 */
public final class SparseCounts {

  public static final SparseCounts NONE = new SparseCounts(new int[0], new long[0]);

  private final int[] places;
  private final long[] values;

  private SparseCounts(int[] places, long[] values) {
    this.places = places;
    this.values = values;
  }

  /** How many places hold something. */
  public int size() {
    return places.length;
  }

  /** The i-th place that holds something, in ascending order. */
  public int place(int i) {
    return places[i];
  }

  /** What the i-th of them holds, never 0. */
  public long value(int i) {
    return values[i];
  }

  /** One past the last place that holds something. */
  public int end() {
    return places.length == 0 ? 0 : places[places.length - 1] + 1;
  }

  /** What the given place holds. */
  public long at(int place) {
    int i = Arrays.binarySearch(places, place);
    return i < 0 ? 0 : values[i];
  }

  /** All places from 0 to before the given one. */
  public long[] dense(int size) {
    return dense(0, size);
  }

  /** The places from one to before another. */
  public long[] dense(int from, int to) {
    long[] dense = new long[to - from];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= from && places[i] < to) dense[places[i] - from] = values[i];
    }
    return dense;
  }

  /** Whether nothing is counted less than no time. */
  public boolean isWhole() {
    for (long value : values) {
      if (value < 0) return false;
    }
    return true;
  }

  public SparseCounts plus(SparseCounts other) {
    return sum(other, 1);
  }

  public SparseCounts minus(SparseCounts other) {
    return sum(other, -1);
  }

  private SparseCounts sum(SparseCounts other, int sign) {
    int[] at = new int[places.length + other.places.length];
    long[] sums = new long[at.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < places.length || j < other.places.length) {
      int mine = i < places.length ? places[i] : Integer.MAX_VALUE;
      int theirs = j < other.places.length ? other.places[j] : Integer.MAX_VALUE;
      long value = 0;
      if (mine <= theirs) value = values[i++];
      if (theirs <= mine) value = Math.addExact(value, sign * other.values[j++]);
      at[size] = Math.min(mine, theirs);
      sums[size] = value;
      if (value != 0) size++;
    }
    return new SparseCounts(Arrays.copyOf(at, size), Arrays.copyOf(sums, size));
  }

  void writeTo(PayloadWriter out) {
    out.count(places.length);
    int before = -1;
    for (int i = 0; i < places.length; i++) {
      out.count(places[i] - before - 1).integer(values[i]);
      before = places[i];
    }
  }

  /**
   * @param limit places must be below it
   */
  static SparseCounts readFrom(PayloadReader in, int limit) {
    int size = in.size();
    int[] places = new int[size];
    long[] values = new long[size];
    long before = -1;
    for (int i = 0; i < size; i++) {
      long gap = in.count();
      if (gap >= limit - before - 1) throw new CorruptStateException("place past " + limit);
      before += gap + 1;
      places[i] = (int) before;
      values[i] = in.integer();
      if (values[i] == 0) throw new CorruptStateException("a place that holds nothing");
    }
    return new SparseCounts(places, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseCounts that
        && Arrays.equals(places, that.places)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(places) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(places) + Arrays.toString(values);
  }

  /** Counts in an open-addressed table; for one thread. */
  public static final class Builder {

    private static final int FREE = -1;

    private int[] keys = free(16);
    private long[] counts = new long[16];
    private int used;

    /**
     * Adds a number, which may be negative.
     *
     * @param place not negative
     */
    public void add(int place, long number) {
      int slot = slot(place);
      if (keys[slot] == FREE) {
        keys[slot] = place;
        if (++used > keys.length / 2) {
          grow();
          slot = slot(place);
        }
      }
      counts[slot] += number;
    }

    public SparseCounts build() {
      int[] places = Arrays.stream(keys).filter(key -> key != FREE).sorted().toArray();
      long[] values = new long[places.length];
      int size = 0;
      for (int place : places) {
        values[size] = counts[slot(place)];
        places[size] = place;
        if (values[size] != 0) size++;
      }
      return new SparseCounts(Arrays.copyOf(places, size), Arrays.copyOf(values, size));
    }

    private int slot(int place) {
      int mask = keys.length - 1;
      // Fibonacci hashing: neighbouring places spread over the table.
      int slot = ((place * 0x9E3779B9) >>> 7) & mask;
      while (keys[slot] != FREE && keys[slot] != place) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      int[] oldKeys = keys;
      long[] oldCounts = counts;
      keys = free(oldKeys.length * 2);
      counts = new long[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] == FREE) continue;
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }

    private static int[] free(int size) {
      int[] keys = new int[size];
      Arrays.fill(keys, FREE);
      return keys;
    }
  }
}
