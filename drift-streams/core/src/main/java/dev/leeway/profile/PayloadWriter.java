package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes payload fields: counts as variable-length integers, doubles by their bits. */
public final class PayloadWriter {

  /** Largest magnitude of an integer: with its sign it must fit into a count. */
  private static final long MAX_INTEGER = (1L << 62) - 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  /** A count: not negative, seven bits a byte, the lowest first. */
  public PayloadWriter count(long value) {
    if (value < 0) throw new IllegalArgumentException("negative count: " + value);
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public PayloadWriter counts(long[] values) {
    count(values.length);
    for (long value : values) {
      count(value);
    }
    return this;
  }

  /** An integer of either sign, small ones short. */
  public PayloadWriter integer(long value) {
    if (Math.abs(value) > MAX_INTEGER) throw new IllegalArgumentException("integer: " + value);
    return count(value << 1 ^ value >> 63);
  }

  public PayloadWriter number(double value) {
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  /** Hashes, which no variable length makes shorter. */
  PayloadWriter hashes(long[] values) {
    count(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    out.writeBytes(bytes.array());
    return this;
  }

  public PayloadWriter bytes(byte[] value) {
    count(value.length);
    out.writeBytes(value);
    return this;
  }

  public PayloadWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
