package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.avro.io.BinaryData;

/**
 * A growing buffer of Avro binary. Avro's own encoder writes to a stream that may fail; this one
 * writes to memory, can be reused and cannot. For one thread.
 */
public final class AvroBytes {

  /** Longest variable-length form of a 64-bit number. */
  private static final int MAX_LONG = 10;

  private byte[] bytes;
  private int length;

  public AvroBytes(int capacity) {
    bytes = new byte[capacity];
  }

  public int length() {
    return length;
  }

  public void reset() {
    length = 0;
  }

  public void writeLong(long value) {
    ensure(MAX_LONG);
    length += BinaryData.encodeLong(value, bytes, length);
  }

  public void writeDouble(double value) {
    ensure(Double.BYTES);
    length += BinaryData.encodeDouble(value, bytes, length);
  }

  public void writeFloat(float value) {
    ensure(Float.BYTES);
    length += BinaryData.encodeFloat(value, bytes, length);
  }

  public void writeBoolean(boolean value) {
    ensure(1);
    length += BinaryData.encodeBoolean(value, bytes, length);
  }

  public void writeString(String value) {
    byte[] text = value.getBytes(UTF_8);
    writeLong(text.length);
    append(text, 0, text.length);
  }

  public void append(AvroBytes other) {
    append(other.bytes, 0, other.length);
  }

  /** Appends bytes that are Avro already. */
  public void append(byte[] from, int offset, int count) {
    ensure(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** Leaves room that the caller's copy fills later. */
  public void skip(int count) {
    ensure(count);
    length += count;
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
