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

  private static final int WORD = Long.BYTES;

  /** Of the second half of a slot: no word has a length below 0. */
  private static final long FREE = -1;

  private final byte[][] words;

  /** A word's hash, then its length and number: side by side, so that a look takes one line. */
  private final long[] slots;

  private final int mask;

  /**
   * @throws IllegalArgumentException if a word stands in the list twice
   */
  public ByteDictionary(List<String> list) {
    words = new byte[list.size()][];
    int capacity = Math.max(8, Integer.highestOneBit(Math.max(1, list.size())) * 4);
    slots = new long[2 * capacity];
    Arrays.fill(slots, FREE);
    mask = capacity - 1;
    for (int i = 0; i < words.length; i++) {
      byte[] word = list.get(i).getBytes(UTF_8);
      if (find(word, 0, word.length) >= 0) {
        throw new IllegalArgumentException("twice in the list: " + list.get(i));
      }
      words[i] = word;
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
    return find(hash(bytes, offset, length), bytes, offset, length);
  }

  /** The number of the word in these bytes, whose {@link #hash} is given, or -1. */
  public int find(long hash, byte[] bytes, int offset, int length) {
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      long entry = slots[2 * slot + 1];
      if (entry == FREE) return -1;
      if (slots[2 * slot] == hash && entry >>> Integer.SIZE == length) {
        int number = (int) entry;
        // Up to one word the hash tells all: each of its steps can be undone.
        if (length <= WORD || is(number, bytes, offset, length)) return number;
      }
    }
  }

  private void place(int number) {
    byte[] word = words[number];
    long hash = hash(word, 0, word.length);
    int slot = (int) hash & mask;
    while (slots[2 * slot + 1] != FREE) slot = (slot + 1) & mask;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = ((long) word.length << Integer.SIZE) | number;
  }

  /** A 64-bit hash of the bytes, eight at a time. */
  public static long hash(byte[] bytes, int offset, int length) {
    long hash = length * MIX_1;
    int at = offset;
    int end = offset + length;
    for (; at + WORD <= end; at += WORD) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    return mix(hash ^ (at == end ? 0 : tail(bytes, at, end)));
  }

  /** The last one to seven bytes, the first of them lowest; read as a word where there is one. */
  private static long tail(byte[] bytes, int at, int end) {
    int others = Byte.SIZE * (WORD - (end - at));
    if (end >= WORD) return (long) LONGS.get(bytes, end - WORD) >>> others;
    if (at + WORD <= bytes.length) return (long) LONGS.get(bytes, at) << others >>> others;
    long tail = 0;
    for (int i = end - 1; i >= at; i--) {
      tail = (tail << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return tail;
  }

  private static long mix(long value) {
    long mixed = value * MIX_2;
    mixed ^= mixed >>> 32;
    mixed *= MIX_1;
    return mixed ^ (mixed >>> 29);
  }
}
