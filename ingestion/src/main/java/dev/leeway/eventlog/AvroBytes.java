package dev.leeway.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.avro.io.BinaryData;

/**
 * A growing buffer of Avro binary. Avro's own encoder writes to a stream that may fail; this one
 * writes to memory, can be reused and cannot. For one thread.
 */
final class AvroBytes {

  /** Longest variable-length form of a 64-bit number. */
  private static final int MAX_LONG = 10;

  private byte[] bytes;
  private int length;

  AvroBytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void reset() {
    length = 0;
  }

  void writeLong(long value) {
    ensure(MAX_LONG);
    length += BinaryData.encodeLong(value, bytes, length);
  }

  void writeDouble(double value) {
    ensure(Double.BYTES);
    length += BinaryData.encodeDouble(value, bytes, length);
  }

  void writeFloat(float value) {
    ensure(Float.BYTES);
    length += BinaryData.encodeFloat(value, bytes, length);
  }

  void writeBoolean(boolean value) {
    ensure(1);
    length += BinaryData.encodeBoolean(value, bytes, length);
  }

  void writeString(String value) {
    byte[] text = value.getBytes(UTF_8);
    writeLong(text.length);
    append(text, text.length);
  }

  void append(AvroBytes other) {
    append(other.bytes, other.length);
  }

  /** Leaves room that the caller's copy fills later. */
  void skip(int count) {
    ensure(count);
    length += count;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void append(byte[] from, int count) {
    ensure(count);
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
