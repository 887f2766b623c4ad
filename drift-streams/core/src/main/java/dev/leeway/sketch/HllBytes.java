package dev.leeway.sketch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * Whether bytes are an HLL sketch of our size, one byte a register, in DataSketches' compact form.
 * DataSketches itself allocates what a preamble asks for and reads past the end where assertions
 * are off.
 */
final class HllBytes {

  private static final int FAMILY = 7;
  private static final int EMPTY = 4;
  private static final int COMPACT = 8;

  /** The three modes of a sketch with a byte a register. */
  private static final int LIST = 8;

  private static final int SET = 9;
  private static final int REGISTERS = 10;

  private static final int LIST_AT = 8;
  private static final int MOST_OF_LIST = 7;
  private static final int SET_AT = 12;
  private static final int REGISTERS_AT = 40;

  /** Largest value of a register, and of a coupon, above the bits of its slot. */
  private static final int LARGEST = 63;

  private static final int SLOT_BITS = 26;

  private final ByteBuffer in;
  private final int logRegisters;

  private HllBytes(byte[] bytes, int logRegisters) {
    in = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    this.logRegisters = logRegisters;
  }

  /**
   * @throws CorruptStateException if they are none
   */
  static void check(byte[] bytes, int logRegisters) {
    new HllBytes(bytes, logRegisters).check();
  }

  private void check() {
    require(in.limit() >= LIST_AT, "length");
    require(in.get(1) == 1 && in.get(2) == FAMILY && in.get(3) == logRegisters, "size");
    boolean compact = (in.get(5) & COMPACT) != 0;
    boolean empty = (in.get(5) & EMPTY) != 0;
    int form = in.get(0) << 8 | in.get(7);
    if (form == (2 << 8 | LIST)) {
      int count = in.get(6);
      require(compact && count >= 0 && count <= MOST_OF_LIST && empty == (count == 0), "list");
      checkCoupons(LIST_AT, count);
    } else if (form == (3 << 8 | SET)) {
      require(compact && !empty && in.limit() >= SET_AT, "length");
      int count = in.getInt(LIST_AT);
      // A set of an eighth as many places as registers is full at three quarters.
      require(count > 0 && count <= (1 << (logRegisters - 3)) / 4 * 3, "set");
      checkCoupons(SET_AT, count);
    } else {
      require(form == (REGISTERS << 8 | REGISTERS) && !empty, "form");
      checkRegisters();
    }
  }

  private void checkCoupons(int at, int count) {
    require(in.limit() == at + count * Integer.BYTES, "length");
    for (int i = 0; i < count; i++) {
      require(in.getInt(at + i * Integer.BYTES) >>> SLOT_BITS > 0, "coupon");
    }
  }

  private void checkRegisters() {
    int registers = 1 << logRegisters;
    require(in.limit() == REGISTERS_AT + registers, "length");
    for (int at = LIST_AT; at < 32; at += Double.BYTES) {
      double sum = in.getDouble(at);
      require(Double.isFinite(sum) && sum >= 0, "sum");
    }
    int smallest = in.get(6);
    int smallestOnes = 0;
    for (int i = 0; i < registers; i++) {
      int value = in.get(REGISTERS_AT + i);
      require(value >= smallest && value <= LARGEST, "register");
      if (value == smallest) smallestOnes++;
    }
    require(smallest >= 0 && in.getInt(32) == smallestOnes && in.getInt(36) == 0, "registers");
  }

  private static void require(boolean right, String what) {
    if (!right) throw new CorruptStateException("not an HLL sketch: " + what);
  }
}
