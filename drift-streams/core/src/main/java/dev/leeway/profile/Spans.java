package dev.leeway.profile;

import java.util.Arrays;

/** Texts of a block's rows, copied out of the bytes they came in. For one thread. */
final class Spans {

  /** Bytes that are kept when nothing is in them. */
  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[256];
  private int used;
  private int[] offsets = new int[8];
  private int[] lengths = new int[8];
  private long[] hashes = new long[8];
  private int count;

  /** Keeps a text; its number is returned. */
  int add(byte[] source, int offset, int length, long hash) {
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    System.arraycopy(source, offset, bytes, used, length);
    offsets[count] = used;
    lengths[count] = length;
    hashes[count] = hash;
    used += length;
    return count++;
  }

  void clear() {
    used = 0;
    count = 0;
    if (bytes.length > KEPT) bytes = new byte[KEPT];
  }

  /** Bytes that are in use. */
  int used() {
    return used;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset(int text) {
    return offsets[text];
  }

  int length(int text) {
    return lengths[text];
  }

  /** What was given with the text. */
  long hash(int text) {
    return hashes[text];
  }
}
