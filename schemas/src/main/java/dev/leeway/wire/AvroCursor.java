package dev.leeway.wire;

import dev.leeway.registry.AvroLimits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks Avro binary in an array, within the limits that Avro's own readers are set to. Every length
 * is checked against the end before it is believed. For one thread.
 */
final class AvroCursor {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** Start of the last {@link #text}. */
  private int spanOffset;

  private int spanLength;

  void start(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    at = offset;
    end = offset + length;
  }

  /** Where the next value begins. */
  int at() {
    return at;
  }

  /** Goes to a place within the bytes. */
  void goTo(int place) {
    at = place;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /**
   * @throws Undecodable unless everything has been read
   */
  void requireEnd() throws Undecodable {
    if (at != end) throw malformed("bytes after the record's end");
  }

  /** A zig-zag integer of up to ten bytes. */
  long integer() throws Undecodable {
    if (at < end && bytes[at] >= 0) {
      long raw = bytes[at++];
      return (raw >>> 1) ^ -(raw & 1);
    }
    long raw = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) throw endsEarly();
      byte next = bytes[at++];
      raw |= (next & 0x7FL) << shift;
      if (next >= 0) return (raw >>> 1) ^ -(raw & 1);
    }
    throw malformed("integer of more than ten bytes");
  }

  /** A zig-zag integer of up to five bytes: an int, a union's branch, an enum's symbol. */
  int small() throws Undecodable {
    int raw = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (at == end) throw endsEarly();
      byte next = bytes[at++];
      raw |= (next & 0x7F) << shift;
      if (next >= 0) return (raw >>> 1) ^ -(raw & 1);
    }
    throw malformed("integer of more than five bytes");
  }

  /** As {@link #small}, below the given number of choices. */
  int choice(int choices) throws Undecodable {
    if (at < end) {
      int first = bytes[at];
      // An even byte without a next one is half of itself.
      if ((first & 0x81) == 0 && first >>> 1 < choices) {
        at++;
        return first >>> 1;
      }
    }
    int choice = small();
    if (choice < 0 || choice >= choices) throw malformed("choice " + choice + " of " + choices);
    return choice;
  }

  /** Passes over a string or bytes; {@link #offset} and {@link #length} tell where it was. */
  void text() throws Undecodable {
    if (at < end) {
      int raw = bytes[at];
      // A length below 64 takes one even byte.
      if ((raw & 0x81) == 0 && raw >>> 1 < end - at) {
        spanOffset = at + 1;
        spanLength = raw >>> 1;
        at = spanOffset + spanLength;
        return;
      }
    }
    longText();
  }

  private void longText() throws Undecodable {
    long length = integer();
    if (length < 0 || length > end - at) throw endsEarly();
    if (length > AvroLimits.MAX_BYTES) throw malformed("text of " + length + " bytes");
    spanOffset = at;
    spanLength = (int) length;
    at += spanLength;
  }

  int offset() {
    return spanOffset;
  }

  int length() {
    return spanLength;
  }

  double number() throws Undecodable {
    int from = at;
    skip(Double.BYTES);
    return number(bytes, from);
  }

  /** The double in these eight bytes. */
  static double number(byte[] bytes, int from) {
    return Double.longBitsToDouble((long) LONGS.get(bytes, from));
  }

  float single() throws Undecodable {
    int from = at;
    skip(4);
    return Float.intBitsToFloat((int) INTS.get(bytes, from));
  }

  boolean flag() throws Undecodable {
    int from = at;
    skip(1);
    byte value = bytes[from];
    if (value != 0 && value != 1) throw malformed("boolean of value " + value);
    return value == 1;
  }

  /** Passes over so many bytes. */
  void skip(int length) throws Undecodable {
    if (end - at < length) throw endsEarly();
    at += length;
  }

  /**
   * Items in the next block of an array or map, each of which takes a byte at least; 0 ends it.
   *
   * @param before items in the blocks before
   */
  int block(int before) throws Undecodable {
    int count = weightless(before);
    if (count > end - at) throw endsEarly();
    return count;
  }

  /** As {@link #block}, of items that may take no bytes. */
  int weightless(int before) throws Undecodable {
    long count = integer();
    if (count < 0) {
      integer();
      count = -count;
    }
    // Long.MIN_VALUE stays below 0.
    if (count < 0 || count > AvroLimits.MAX_ITEMS - before) {
      throw malformed("more than " + AvroLimits.MAX_ITEMS + " items");
    }
    return (int) count;
  }

  static Undecodable malformed(String detail) {
    return new Undecodable(Undecodable.Reason.MALFORMED, detail);
  }

  private static Undecodable endsEarly() {
    return malformed("the record ends early");
  }
}
