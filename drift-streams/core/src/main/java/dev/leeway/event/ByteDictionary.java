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

  /** Where a word's length is in its second number, which has no byte of text there. */
  private static final int LENGTH_AT = Long.SIZE - Byte.SIZE;

  /** The second number of all longer words: no short one has such a length. */
  private static final long LONGER = 0xFFL << LENGTH_AT;

  private static final int FREE = 0;

  private final byte[][] words;

  /** Two numbers for each word, side by side, which tell short words apart. */
  private final long[] numbers;

  /**
   * By hash: a word's number, plus one, in the lowest bits, and above it as many bits of the hash
   * as there is room for. So most looks for what is no word end here, in a small table.
   */
  private final int[] slots;

  private final int mask;

  /** The bits of a slot that are the hash's. */
  private final int hashBits;

  /**
   * @throws IllegalArgumentException if a word stands in the list twice
   */
  public ByteDictionary(List<String> list) {
    words = new byte[list.size()][];
    int capacity = Math.max(8, Integer.highestOneBit(Math.max(1, list.size())) * 4);
    slots = new int[capacity];
    mask = capacity - 1;
    hashBits = -2 * Integer.highestOneBit(Math.max(1, list.size()));
    numbers = new long[2 * words.length];
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
    return find(bytes, offset, length, hash(bytes, offset, length));
  }

  /**
   * The number of the word in these bytes, or -1.
   *
   * @param hash of the bytes
   */
  public int find(byte[] bytes, int offset, int length, long hash) {
    if (length <= SHORT) {
      return findShort(first(bytes, offset, length), second(bytes, offset, length));
    }
    int upper = (int) (hash >>> Integer.SIZE) & hashBits;
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      if (entry == FREE) return -1;
      if ((entry & hashBits) == upper) {
        int number = (entry & ~hashBits) - 1;
        if (is(number, bytes, offset, length)) return number;
      }
    }
  }

  /**
   * The number of a short word, or -1.
   *
   * @param first as {@link #first} tells it, second as {@link #second} does
   */
  public int findShort(long first, long second) {
    long hash = hashOfShort(first, second);
    int upper = (int) (hash >>> Integer.SIZE) & hashBits;
    for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
      int entry = slots[slot];
      if (entry == FREE) return -1;
      if ((entry & hashBits) == upper) {
        int number = (entry & ~hashBits) - 1;
        if (numbers[2 * number] == first && numbers[2 * number + 1] == second) return number;
      }
    }
  }

  /** Whether so many bytes are a short word, which two numbers tell apart from any other. */
  public static boolean isShort(int length) {
    return length <= SHORT;
  }

  /** The second number of a short word: its other bytes, and its length. */
  public static long second(byte[] bytes, int offset, int length) {
    return otherBytes(bytes, offset, length) | ((long) length << LENGTH_AT);
  }

  /** The {@link #hash} of a short word. */
  public static long hashOfShort(long first, long second) {
    return hash(lengthOf(second), first, second & ~LONGER);
  }

  /**
   * Writes a short word.
   *
   * @param target has room for two numbers
   * @return its length
   */
  public static int writeShort(long first, long second, byte[] target) {
    LONGS.set(target, 0, first);
    LONGS.set(target, WORD, second);
    return lengthOf(second);
  }

  private static int lengthOf(long second) {
    return (int) (second >>> LENGTH_AT);
  }

  private void place(int number) {
    byte[] word = words[number];
    int length = word.length;
    long hash = hash(word, 0, length);
    int slot = (int) hash & mask;
    while (slots[slot] != FREE) slot = (slot + 1) & mask;
    slots[slot] = ((int) (hash >>> Integer.SIZE) & hashBits) | (number + 1);
    if (length > SHORT) {
      numbers[2 * number + 1] = LONGER;
    } else {
      numbers[2 * number] = first(word, 0, length);
      numbers[2 * number + 1] = second(word, 0, length);
    }
  }

  /** A 64-bit hash of the bytes, eight at a time. */
  public static long hash(byte[] bytes, int offset, int length) {
    if (length <= SHORT) {
      return hash(length, first(bytes, offset, length), otherBytes(bytes, offset, length));
    }
    long hash = length * MIX_1;
    int end = offset + length;
    int at = offset;
    for (; at + WORD <= end; at += WORD) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    return mix(hash ^ last(bytes, end, end - at));
  }

  private static long hash(int length, long first, long second) {
    return mix(mix(length * MIX_1 ^ first) ^ second);
  }

  /**
   * The first number of a short word: its first eight bytes, the first of them lowest. Shorter ones
   * are read with what is before them, which is there: a record does not begin with a word.
   */
  public static long first(byte[] bytes, int at, int length) {
    if (length >= WORD) return (long) LONGS.get(bytes, at);
    return at + length >= WORD ? last(bytes, at + length, length) : few(bytes, at, length);
  }

  /** The bytes that follow the first eight of a short word. */
  private static long otherBytes(byte[] bytes, int at, int length) {
    return last(bytes, at + length, Math.max(0, length - WORD));
  }

  /** So many bytes before the end, less than eight; eight there must be. */
  private static long last(byte[] bytes, int end, int count) {
    if (count == 0) return 0;
    return (long) LONGS.get(bytes, end - WORD) >>> (Long.SIZE - Byte.SIZE * count);
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
