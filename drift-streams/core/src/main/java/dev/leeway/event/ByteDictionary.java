package dev.leeway.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers a fixed list of words and finds a word's number from bytes, without making a string.
 * Immutable, so shared by all threads. Equal hashes are not trusted: the bytes are compared.
 */
public final class ByteDictionary {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Odd 64-bit constants with well mixed bits, from Weyl and from MurmurHash3's finalizer. */
  private static final long MIX_1 = 0x9E3779B97F4A7C15L;

  private static final long MIX_2 = 0xFF51AFD7ED558CCDL;

  private final byte[][] words;
  private final long[] hashes;
  private final int[] slots;
  private final int mask;

  /**
   * @throws IllegalArgumentException if a word stands in the list twice
   */
  public ByteDictionary(List<String> list) {
    words = new byte[list.size()][];
    hashes = new long[list.size()];
    int capacity = Math.max(8, Integer.highestOneBit(Math.max(1, list.size())) * 4);
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    mask = capacity - 1;
    for (int i = 0; i < words.length; i++) {
      byte[] word = list.get(i).getBytes(UTF_8);
      if (find(word, 0, word.length) >= 0) {
        throw new IllegalArgumentException("twice in the list: " + list.get(i));
      }
      words[i] = word;
      hashes[i] = hash(word, 0, word.length);
      place(i);
    }
  }

  public int size() {
    return words.length;
  }

  /** Whether the word of the given number is exactly these bytes. */
  public boolean is(int number, byte[] bytes, int offset, int length) {
    byte[] word = words[number];
    return word.length == length && Arrays.equals(word, 0, length, bytes, offset, offset + length);
  }

  /** The number of the word in these bytes, or -1. */
  public int find(byte[] bytes, int offset, int length) {
    long hash = hash(bytes, offset, length);
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      int number = slots[slot];
      if (number < 0) return -1;
      if (hashes[number] == hash && is(number, bytes, offset, length)) return number;
    }
  }

  private void place(int number) {
    int slot = (int) hashes[number] & mask;
    while (slots[slot] >= 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }

  /** A 64-bit hash of the bytes, eight at a time. */
  public static long hash(byte[] bytes, int offset, int length) {
    long hash = length * MIX_1;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long tail = 0;
    for (int shift = 0; at < end; at++, shift += 8) {
      tail |= (bytes[at] & 0xFFL) << shift;
    }
    return mix(hash ^ tail);
  }

  private static long mix(long value) {
    long mixed = value * MIX_2;
    mixed ^= mixed >>> 32;
    mixed *= MIX_1;
    return mixed ^ (mixed >>> 29);
  }
}
