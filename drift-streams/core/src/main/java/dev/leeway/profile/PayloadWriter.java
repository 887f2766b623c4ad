package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes payload fields: counts as variable-length integers, doubles by their bits. */
final class PayloadWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

  /** A count: not negative, seven bits a byte, the lowest first. */
  PayloadWriter count(long value) {
    if (value < 0) throw new IllegalArgumentException("negative count: " + value);
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  PayloadWriter counts(long[] values) {
    count(values.length);
    for (long value : values) {
      count(value);
    }
    return this;
  }

  PayloadWriter number(double value) {
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  PayloadWriter bytes(byte[] value) {
    count(value.length);
    out.writeBytes(value);
    return this;
  }

  PayloadWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
