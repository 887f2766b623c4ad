package dev.leeway.sketch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * Whether bytes are a KLL sketch of doubles of our size, from first to last, by DataSketches'
 * serial version 1 and 2. DataSketches itself allocates what a preamble asks for, reads past the
 * end where assertions are off, and falls over contents that contradict each other only when they
 * are merged.
 */
final class KllBytes {

  private static final int FAMILY = 15;
  private static final int SMALLEST_LEVEL = 8;

  /** Levels of more values than were ever counted; keeps sums of weights within a long. */
  private static final int MOST_LEVELS = 48;

  private static final int EMPTY = 1;
  private static final int LEVEL_ZERO_SORTED = 2;
  private static final int SINGLE = 4;

  private static final int SHORT_PREAMBLE = 2;
  private static final int FULL_PREAMBLE = 5;
  private static final int FULL_PREAMBLE_BYTES = 20;

  private final ByteBuffer in;
  private final int k;

  private KllBytes(byte[] bytes, int k) {
    in = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    this.k = k;
  }

  /**
   * @throws CorruptStateException if they are none
   */
  static void check(byte[] bytes, int k) {
    new KllBytes(bytes, k).check();
  }

  /**
   * A sketch that has numbers in one level only.
   *
   * @param sorted ascending, not more than there is room for in all levels
   * @param range the smallest number there was, and the largest
   */
  static byte[] ofLevel(int k, double[] sorted, int level, double[] range) {
    if (sorted.length << level <= 1) return ofOneAtMost(k, sorted);
    int levels = level + 1;
    int rangeAt = FULL_PREAMBLE_BYTES + levels * Integer.BYTES;
    byte[] bytes = new byte[rangeAt + (range.length + sorted.length) * Double.BYTES];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    out.put((byte) FULL_PREAMBLE).put((byte) 1).put((byte) FAMILY);
    out.put((byte) (level == 0 ? LEVEL_ZERO_SORTED : 0));
    out.putShort((short) k).put((byte) SMALLEST_LEVEL).put((byte) 0);
    out.putLong((long) sorted.length << level);
    out.putShort((short) (level == 0 ? k : NumberSample.ERROR_OF_K))
        .put((byte) levels)
        .put((byte) 0);
    int free = new KllBytes(new byte[0], k).capacity(levels) - sorted.length;
    for (int i = 0; i < levels; i++) {
      out.putInt(free);
    }
    for (double bound : range) {
      out.putDouble(bound);
    }
    for (double number : sorted) {
      out.putDouble(number);
    }
    return bytes;
  }

  private static byte[] ofOneAtMost(int k, double[] numbers) {
    boolean empty = numbers.length == 0;
    byte[] bytes = new byte[(1 + numbers.length) * Double.BYTES];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    out.put((byte) SHORT_PREAMBLE).put((byte) (empty ? 1 : 2)).put((byte) FAMILY);
    out.put((byte) (empty ? EMPTY : SINGLE)).putShort((short) k).put((byte) SMALLEST_LEVEL);
    if (!empty) out.putDouble(Double.BYTES, numbers[0]);
    return bytes;
  }

  private void check() {
    require(in.limit() >= Long.BYTES, "length");
    require(in.get(2) == FAMILY && in.getShort(4) == k && in.get(6) == SMALLEST_LEVEL, "size");
    int flags = in.get(3);
    int form = in.get(0) << 8 | in.get(1);
    if (form == (SHORT_PREAMBLE << 8 | 1)) {
      require((flags & EMPTY) != 0 && in.limit() == Long.BYTES, "length of an empty one");
    } else if (form == (SHORT_PREAMBLE << 8 | 2)) {
      require((flags & (EMPTY | SINGLE)) == SINGLE && in.limit() == 2 * Long.BYTES, "length");
      require(Double.isFinite(in.getDouble(Long.BYTES)), "value");
    } else {
      require(form == (FULL_PREAMBLE << 8 | 1) && (flags & (EMPTY | SINGLE)) == 0, "form");
      checkFull((flags & LEVEL_ZERO_SORTED) != 0);
    }
  }

  private void checkFull(boolean zeroSorted) {
    require(in.limit() >= FULL_PREAMBLE_BYTES, "length");
    int levels = in.get(18);
    require(levels >= 1 && levels <= MOST_LEVELS, "levels");
    int smallestK = in.getShort(16);
    require(smallestK >= SMALLEST_LEVEL && smallestK <= k, "smallest k");
    int rangeAt = FULL_PREAMBLE_BYTES + levels * Integer.BYTES;
    int itemsAt = rangeAt + 2 * Double.BYTES;
    require(in.limit() >= itemsAt, "length");
    int capacity = capacity(levels);
    int free = in.getInt(FULL_PREAMBLE_BYTES);
    require(free >= 0 && free <= capacity, "free space");
    require(in.limit() == itemsAt + (capacity - free) * Double.BYTES, "length");
    double min = in.getDouble(rangeAt);
    double max = in.getDouble(rangeAt + Double.BYTES);
    require(Double.isFinite(min) && Double.isFinite(max) && min <= max, "range");
    long weight = 0;
    int from = free;
    for (int level = 0; level < levels; level++) {
      int to = level == levels - 1 ? capacity : in.getInt(FULL_PREAMBLE_BYTES + 4 * (level + 1));
      require(to >= from && to <= capacity, "levels do not ascend");
      checkItems(itemsAt + (from - free) * Double.BYTES, to - from, level > 0 || zeroSorted);
      weight += (long) (to - from) << level;
      from = to;
    }
    require(weight == in.getLong(8) && weight > 1, "weights");
  }

  private void checkItems(int at, int count, boolean sorted) {
    double min = in.getDouble(minAt());
    double max = in.getDouble(minAt() + Double.BYTES);
    double before = min;
    for (int i = 0; i < count; i++) {
      double item = in.getDouble(at + i * Double.BYTES);
      // Not a number is not within either.
      require(item >= min && item <= max, "value out of range");
      require(!sorted || item >= before, "values do not ascend");
      before = item;
    }
  }

  private int minAt() {
    return FULL_PREAMBLE_BYTES + in.get(18) * Integer.BYTES;
  }

  /** Room of all levels: each lower one has two thirds of the one above, and at least eight. */
  private int capacity(int levels) {
    int all = 0;
    for (int depth = 0; depth < levels; depth++) {
      all += Math.max(SMALLEST_LEVEL, room(depth));
    }
    return all;
  }

  /** As DataSketches rounds it, which beyond 30 goes in two steps. */
  private int room(int depth) {
    if (depth <= 30) return (int) room(k, depth);
    int half = depth / 2;
    return (int) room(room(k, half), depth - half);
  }

  private static long room(long top, int depth) {
    long threes = 1;
    for (int i = 0; i < depth; i++) {
      threes *= 3;
    }
    return ((top << 1 << depth) / threes + 1) >>> 1;
  }

  private static void require(boolean right, String what) {
    if (!right) throw new CorruptStateException("not a KLL sketch: " + what);
  }
}
