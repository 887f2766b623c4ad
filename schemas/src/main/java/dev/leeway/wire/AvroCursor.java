package dev.leeway.wire;

/**
 * Walks Avro binary in an array. Every length is checked against the end before it is believed. For
 * one thread.
 */
final class AvroCursor {

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

  boolean isAtEnd() {
    return at == end;
  }

  /** A zig-zag integer of up to ten bytes. */
  long integer() throws Undecodable {
    long raw = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) throw endsEarly();
      byte next = bytes[at++];
      raw |= (next & 0x7FL) << shift;
      if (next >= 0) return (raw >>> 1) ^ -(raw & 1);
    }
    throw new Undecodable(Undecodable.Reason.MALFORMED, "integer of more than ten bytes");
  }

  /** Passes over a string or bytes; {@link #offset} and {@link #length} tell where it was. */
  void text() throws Undecodable {
    long length = integer();
    if (length < 0 || length > end - at) throw endsEarly();
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
    need(8);
    long bits = 0;
    for (int i = 7; i >= 0; i--) {
      bits = bits << 8 | (bytes[at + i] & 0xFFL);
    }
    at += 8;
    return Double.longBitsToDouble(bits);
  }

  float single() throws Undecodable {
    need(4);
    int bits =
        (bytes[at] & 0xFF)
            | (bytes[at + 1] & 0xFF) << 8
            | (bytes[at + 2] & 0xFF) << 16
            | (bytes[at + 3] & 0xFF) << 24;
    at += 4;
    return Float.intBitsToFloat(bits);
  }

  boolean flag() throws Undecodable {
    need(1);
    byte value = bytes[at++];
    if (value != 0 && value != 1) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "boolean of value " + value);
    }
    return value == 1;
  }

  /** Items in the next block of an array or map; 0 ends it. */
  long block() throws Undecodable {
    long count = integer();
    if (count < 0) {
      integer();
      count = -count;
    }
    // Every item of ours takes a byte, so a larger count is a lie (and so is Long.MIN_VALUE).
    if (count < 0 || count > end - at) throw endsEarly();
    return count;
  }

  private void need(int length) throws Undecodable {
    if (end - at < length) throw endsEarly();
  }

  private static Undecodable endsEarly() {
    return new Undecodable(Undecodable.Reason.MALFORMED, "the record ends early");
  }
}
