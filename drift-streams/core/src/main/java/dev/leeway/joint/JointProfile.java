package dev.leeway.joint;

import dev.leeway.sketch.CorruptStateException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is remembered of rows whose columns are looked at together: sums of what a {@link
 * JointTransform} makes of them, each row's part rounded to a whole number of 2^-30 first.
 *
 * <p>Whole numbers add in any order: {@link #merge} is commutative and associative, {@link
 * #subtract} undoes it to the last bit, and equal rows give equal bytes however they were split. A
 * row adds 0 to 2^30 to a sum, so there is room for 8.5 billion rows. Immutable.
 */
public final class JointProfile {

  /** What 1 is in a sum. */
  static final double ONE = 1L << 30;

  private final long rows;
  private final long[] sums;

  JointProfile(long rows, long[] sums) {
    this.rows = rows;
    this.sums = sums.clone();
    if (rows < 0) throw new IllegalArgumentException("rows " + rows);
    for (long sum : sums) {
      if (sum < 0) throw new IllegalArgumentException("a sum below 0: " + sum);
    }
  }

  /**
   * From what {@link #cells} gave, or sums and differences of such.
   *
   * @throws IllegalArgumentException if there are none, or one is negative
   */
  public static JointProfile ofCells(long[] cells) {
    if (cells.length == 0) throw new IllegalArgumentException("no cells");
    return new JointProfile(cells[0], Arrays.copyOfRange(cells, 1, cells.length));
  }

  /** Rows and sums in one array that can be added and subtracted place by place. */
  public long[] cells() {
    long[] cells = new long[1 + sums.length];
    cells[0] = rows;
    System.arraycopy(sums, 0, cells, 1, sums.length);
    return cells;
  }

  /** Rows summed. */
  public long rows() {
    return rows;
  }

  /** Number of sums; those of profiles of one transform are equal. */
  public int size() {
    return sums.length;
  }

  /** Mean over the rows of what the given sum is of; 0 for no rows. */
  double mean(int sum) {
    return rows == 0 ? 0 : sums[sum] / ONE / rows;
  }

  /** The sum itself, in whole numbers of its own unit. */
  long count(int sum) {
    return sums[sum];
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if the other is of another transform
   * @throws ArithmeticException if a sum does not fit into a long
   */
  public JointProfile merge(JointProfile other) {
    requireAlike(other);
    long[] merged = new long[sums.length];
    for (int i = 0; i < merged.length; i++) {
      merged[i] = Math.addExact(sums[i], other.sums[i]);
    }
    return new JointProfile(Math.addExact(rows, other.rows), merged);
  }

  /**
   * This without rows that are part of it.
   *
   * @throws IllegalArgumentException if the other is of another transform, or no part of this
   */
  public JointProfile subtract(JointProfile other) {
    requireAlike(other);
    long[] rest = new long[sums.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = sums[i] - other.sums[i];
    }
    return new JointProfile(rows - other.rows, rest);
  }

  /** Canonical bytes: rows, number of sums, sums, as integers of variable length. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 + 6 * sums.length);
    write(rows, out);
    write(sums.length, out);
    for (long sum : sums) {
      write(sum, out);
    }
    return out.toByteArray();
  }

  /**
   * @throws CorruptStateException if the bytes are not a profile
   */
  public static JointProfile fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      long rows = read(in);
      long size = read(in);
      if (size < 0 || size > in.remaining()) {
        throw new CorruptStateException("size " + size + " past the end");
      }
      long[] sums = new long[(int) size];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = read(in);
      }
      if (in.hasRemaining()) throw new CorruptStateException(in.remaining() + " bytes too many");
      return new JointProfile(rows, sums);
    } catch (BufferUnderflowException e) {
      throw new CorruptStateException("ends early", e);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no joint profile: " + e.getMessage(), e);
    }
  }

  private void requireAlike(JointProfile other) {
    if (other.sums.length != sums.length) {
      throw new IllegalArgumentException("profiles of different transforms do not go together");
    }
  }

  /** Seven bits a byte, the lowest first. */
  private static void write(long value, ByteArrayOutputStream out) {
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) return value;
    }
    throw new CorruptStateException("sum of more than 63 bits");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JointProfile that
        && rows == that.rows
        && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(rows) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return "JointProfile of " + rows + " rows";
  }
}
