package dev.leeway.wire;

import java.nio.ByteBuffer;

/**
 * Confluent's wire format: a zero byte, the schema's id as four bytes big-endian, then Avro binary.
 */
public final class Frame {

  /** Bytes before the Avro body. */
  public static final int HEADER = 5;

  private static final byte MAGIC = 0;

  private Frame() {}

  /** The schema id of a framed record. */
  public static int schemaId(byte[] bytes, int offset, int length) throws Undecodable {
    if (length < HEADER) {
      throw new Undecodable(
          Undecodable.Reason.TOO_SHORT, length + " bytes, a frame has at least 5");
    }
    if (bytes[offset] != MAGIC) {
      throw new Undecodable(
          Undecodable.Reason.BAD_MAGIC, "first byte is " + bytes[offset] + ", not 0");
    }
    // By hand: a buffer for it would be an object per record wherever the compiler cannot see that
    // it
    // does not escape.
    return bytes[offset + 1] << 24
        | (bytes[offset + 2] & 0xFF) << 16
        | (bytes[offset + 3] & 0xFF) << 8
        | (bytes[offset + 4] & 0xFF);
  }

  /** The five bytes that go before a body of the given schema. */
  public static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(schemaId).array();
  }
}
