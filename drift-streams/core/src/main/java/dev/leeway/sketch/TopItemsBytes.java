package dev.leeway.sketch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * Whether bytes are a frequent-items sketch of text of our size. DataSketches itself allocates what
 * a preamble asks for and reads past the end where assertions are off; counts that overflow would
 * make a later merge fail.
 */
final class TopItemsBytes {

  private static final int FAMILY = 10;
  private static final int EMPTY = 5;
  private static final int SMALLEST_LOG = 3;
  private static final int COUNTS_AT = 32;

  /** Most rows that any count may stand for, so that no sum of counts overflows. */
  private static final long MOST_ROWS = 1L << 53;

  private TopItemsBytes() {}

  /**
   * @throws CorruptStateException if they are none
   */
  static void check(byte[] bytes, int logSlots) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    require(in.limit() >= Long.BYTES, "length");
    require(in.get(1) == 1 && in.get(2) == FAMILY && in.get(3) == logSlots, "size");
    require(in.get(4) >= SMALLEST_LOG && in.get(4) <= logSlots, "size");
    if (in.get(0) == 1) {
      require((in.get(5) & EMPTY) != 0 && in.limit() == Long.BYTES, "length of an empty one");
      return;
    }
    require(in.get(0) == 4 && (in.get(5) & EMPTY) == 0 && in.limit() >= COUNTS_AT, "form");
    int items = in.getInt(8);
    require(items > 0 && items <= (1 << logSlots) / 4 * 3, "items");
    require(items <= (in.limit() - COUNTS_AT) / Long.BYTES, "length");
    requireCount(in.getLong(16));
    requireCount(in.getLong(24));
    long sum = 0;
    for (int i = 0; i < items; i++) {
      long count = in.getLong(COUNTS_AT + i * Long.BYTES);
      requireCount(count);
      require(count > 0, "count");
      sum += count;
    }
    requireCount(sum);
    checkNames(in.position(COUNTS_AT + items * Long.BYTES), items);
  }

  /**
   * The length of a sketch.
   *
   * @param textBytes of all items together
   */
  static int length(int items, int textBytes) {
    return COUNTS_AT + items * (Long.BYTES + Integer.BYTES) + textBytes;
  }

  /**
   * Writes a sketch as far as its counts, which follow: one per item; then each item's length and
   * bytes.
   *
   * @param all rows that were counted
   * @param dropped what may be missing of any count
   */
  static ByteBuffer start(byte[] bytes, long all, long dropped, int items) {
    int logSlots = SMALLEST_LOG;
    while (items > (1 << logSlots) / 4 * 3) logSlots++;
    ByteBuffer out = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    out.put((byte) 4).put((byte) 1).put((byte) FAMILY).put((byte) TopItems.LOG_SLOTS);
    out.put((byte) logSlots).position(Long.BYTES);
    return out.putLong(items).putLong(all).putLong(dropped);
  }

  private static void checkNames(ByteBuffer in, int items) {
    for (int i = 0; i < items; i++) {
      require(in.remaining() >= Integer.BYTES, "a name runs past the end");
      int length = in.getInt();
      require(length >= 0 && length <= in.remaining(), "a name runs past the end");
      in.position(in.position() + length);
    }
    require(!in.hasRemaining(), "bytes too many");
  }

  private static void requireCount(long count) {
    require(count >= 0 && count <= MOST_ROWS, "count");
  }

  private static void require(boolean right, String what) {
    if (!right) throw new CorruptStateException("not a frequent-items sketch: " + what);
  }
}
