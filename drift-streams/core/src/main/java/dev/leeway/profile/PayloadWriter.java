package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes payload fields: counts as variable-length integers, doubles by their bits. */
public final class PayloadWriter {

  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  /** Largest magnitude of an integer: with its sign it must fit into a count. */
  private static final long MAX_INTEGER = (1L << 62) - 1;

  /** Longest form of a count. */
  private static final int MOST_OF_COUNT = 9;

  private static final int USUAL = 1024;

  private byte[] written;
  private int used;

  public PayloadWriter() {
    this(USUAL);
  }

  /**
   * @param expected bytes that will probably do; more may be written
   */
  public PayloadWriter(int expected) {
    written = new byte[expected];
  }

  /** A count: not negative, seven bits a byte, the lowest first. */
  public PayloadWriter count(long value) {
    if (value < 0) throw new IllegalArgumentException("negative count: " + value);
    makeRoom(MOST_OF_COUNT);
    put(value);
    return this;
  }

  public PayloadWriter counts(long[] values) {
    count(values.length);
    for (long value : values) {
      count(value);
    }
    return this;
  }

  private void put(long count) {
    long rest = count;
    while (rest > 0x7F) {
      written[used++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    written[used++] = (byte) rest;
  }

  private void makeRoom(int bytes) {
    if (written.length - used < bytes) {
      written = Arrays.copyOf(written, Math.max(2 * written.length, used + bytes));
    }
  }

  /** An integer of either sign, small ones short. */
  public PayloadWriter integer(long value) {
    if (Math.abs(value) > MAX_INTEGER) throw new IllegalArgumentException("integer: " + value);
    return count(value << 1 ^ value >> 63);
  }

  public PayloadWriter number(double value) {
    makeRoom(Double.BYTES);
    DOUBLES.set(written, used, value);
    used += Double.BYTES;
    return this;
  }

  /** Hashes, which no variable length makes shorter. */
  PayloadWriter hashes(long[] values) {
    count(values.length);
    int length = values.length * Long.BYTES;
    makeRoom(length);
    ByteBuffer.wrap(written, used, length).asLongBuffer().put(values);
    used += length;
    return this;
  }

  public PayloadWriter bytes(byte[] value) {
    count(value.length);
    makeRoom(value.length);
    System.arraycopy(value, 0, written, used, value.length);
    used += value.length;
    return this;
  }

  public PayloadWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  public byte[] toBytes() {
    return Arrays.copyOf(written, used);
  }
}
