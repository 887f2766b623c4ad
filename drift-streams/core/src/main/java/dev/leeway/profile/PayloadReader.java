package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.sketch.CorruptStateException;
import java.nio.ByteBuffer;

/** Reads what {@link PayloadWriter} wrote; never allocates more than the bytes at hand can fill. */
public final class PayloadReader {

  private final ByteBuffer in;

  public PayloadReader(byte[] payload) {
    in = ByteBuffer.wrap(payload);
  }

  public long count() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) return value;
    }
    throw new CorruptStateException("count of more than 63 bits");
  }

  /** A number of things of which each takes at least one byte. */
  public int size() {
    return sizeOf(1);
  }

  /** A number of things of which each takes at least so many bytes. */
  int sizeOf(int each) {
    long size = count();
    if (size > in.remaining() / each)
      throw new CorruptStateException("size " + size + " past the end");
    return (int) size;
  }

  public long[] counts() {
    long[] values = new long[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = count();
    }
    return values;
  }

  /** A count that is at most as given. */
  public long countUpTo(long most) {
    long value = count();
    if (value > most) throw new CorruptStateException("count of more than " + most);
    return value;
  }

  /** Counts whose sum is at most as given. */
  long[] countsUpTo(long most) {
    long[] values = counts();
    long rest = most;
    for (long value : values) {
      if (value > rest) throw new CorruptStateException("counts of more than " + most);
      rest -= value;
    }
    return values;
  }

  public long integer() {
    long coded = count();
    return coded >>> 1 ^ -(coded & 1);
  }

  long[] hashes() {
    int size = size();
    if (size > in.remaining() / Long.BYTES) throw new CorruptStateException("ends in hashes");
    long[] values = new long[size];
    in.asLongBuffer().get(values);
    in.position(in.position() + size * Long.BYTES);
    return values;
  }

  public double number() {
    if (in.remaining() < Double.BYTES) throw new CorruptStateException("ends in a number");
    return in.getDouble();
  }

  public byte[] bytes() {
    byte[] value = new byte[size()];
    in.get(value);
    return value;
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** Says that the payload must end here. */
  public void end() {
    if (in.hasRemaining()) throw new CorruptStateException(in.remaining() + " bytes too many");
  }

  private int oneByte() {
    if (!in.hasRemaining()) throw new CorruptStateException("ends in a count");
    return in.get() & 0xFF;
  }
}
