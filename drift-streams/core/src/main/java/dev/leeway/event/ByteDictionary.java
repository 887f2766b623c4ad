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

  /** So long are the words that are told apart by two numbers, at most. */
  private static final int SHORT = 2 * WORD - 1;

  /** Of a slot: the word's first half, its second half, then its length and number. */
  private static final int SLOT = 3;

  /** No word has a length below 0. */
  private static final long FREE = -1;

  private final byte[][] words;

  /** What is needed of a word stands side by side, so that a look takes one line of memory. */
  private final long[] slots;

  private final int mask;

  /**
   * @throws IllegalArgumentException if a word stands in the list twice
   */
  public ByteDictionary(List<String> list) {
    words = new byte[list.size()][];
    int capacity = Math.max(8, Integer.highestOneBit(Math.max(1, list.size())) * 4);
    slots = new long[SLOT * capacity];
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
    long first = 0;
    long second = 0;
    long hash;
    if (length <= SHORT) {
      first = first(bytes, offset, length);
      second = second(bytes, offset, length);
      hash = hash(length, first, second);
    } else {
      hash = hash(bytes, offset, length);
      first = hash;
    }
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      int at = SLOT * slot;
      long entry = slots[at + 2];
      if (entry == FREE) return -1;
      if (slots[at] == first && slots[at + 1] == second && entry >>> Integer.SIZE == length) {
        int number = (int) entry;
        if (length <= SHORT || is(number, bytes, offset, length)) return number;
      }
    }
  }

  private void place(int number) {
    byte[] word = words[number];
    int length = word.length;
    long hash = hash(word, 0, length);
    int slot = (int) hash & mask;
    while (slots[SLOT * slot + 2] != FREE) slot = (slot + 1) & mask;
    int at = SLOT * slot;
    slots[at] = length <= SHORT ? first(word, 0, length) : hash;
    slots[at + 1] = length <= SHORT ? second(word, 0, length) : 0;
    slots[at + 2] = ((long) length << Integer.SIZE) | number;
  }

  /** A 64-bit hash of the bytes, eight at a time. */
  public static long hash(byte[] bytes, int offset, int length) {
    if (length <= SHORT) {
      return hash(length, first(bytes, offset, length), second(bytes, offset, length));
    }
    long hash = length * MIX_1;
    int end = offset + length;
    int at = offset;
    for (; at + WORD <= end; at += WORD) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    return mix(hash ^ few(bytes, at, end - at));
  }

  private static long hash(int length, long first, long second) {
    return mix(mix(length * MIX_1 ^ first) ^ second);
  }

  /**
   * The first eight bytes of a short word as a number, the first of them lowest. Lengths vary from
   * word to word, so nothing branches on them where eight bytes can be read at once.
   */
  private static long first(byte[] bytes, int at, int length) {
    if (length == 0 || at + WORD > bytes.length) return few(bytes, at, Math.min(WORD, length));
    int bits = Math.min(Long.SIZE, Byte.SIZE * length);
    return (long) LONGS.get(bytes, at) & (-1L >>> (Long.SIZE - bits));
  }

  /** The bytes that follow the first eight of a short word. */
  private static long second(byte[] bytes, int at, int length) {
    if (at + 2 * WORD > bytes.length) return few(bytes, at + WORD, length - WORD);
    int bits = Math.max(0, Byte.SIZE * length - Long.SIZE);
    return (long) LONGS.get(bytes, at + WORD) & ((1L << bits) - 1);
  }

  private static long few(byte[] bytes, int at, int length) {
    long few = 0;
    for (int i = at + length - 1; i >= at; i--) {
      few = (few << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return few;
  }

  private static long mix(long value) {
    long mixed = value * MIX_2;
    mixed ^= mixed >>> 32;
    mixed *= MIX_1;
    return mixed ^ (mixed >>> 29);
  }
}
