package dev.leeway.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts texts that come as bytes, without making strings of them, and keeps the most frequent in
 * some kilobytes: all of up to 192; of more, it takes the median count from all and drops those of
 * which nothing is left. Depends on the order of texts once there were more; describes, never
 * decides. For one thread.
 */
public final class ItemCounter {

  /** Texts that there is room for: as many as {@link TopItems} keeps. */
  static final int MOST = 192;

  /** Longest part of a text that is kept, in bytes. */
  public static final int MOST_BYTES = 128;

  private static final int FIRST_ROOM = 8;

  /** Lengths have so many bits beside a text's place. */
  private static final int LENGTH_BITS = 8;

  /** A place by hash: the number of the text there, plus one. At most half are taken. */
  private byte[] places = new byte[4 * FIRST_ROOM];

  private long[] hashes = new long[FIRST_ROOM];
  private long[] counts = new long[FIRST_ROOM];

  /** Where a text is in the bytes, and how long it is. */
  private int[] spans = new int[FIRST_ROOM];

  private byte[] texts = new byte[FIRST_ROOM * Long.BYTES];
  private int used;
  private int size;

  /** What may be missing of any count. */
  private long dropped;

  private long all;

  /**
   * Counts a text once.
   *
   * @param hash of the whole text
   * @return whether it was not among those that were kept
   */
  public boolean add(byte[] bytes, int offset, int length, long hash) {
    all++;
    int kept = Math.min(length, MOST_BYTES);
    int mask = places.length - 1;
    int place = (int) hash & mask;
    for (int text = places[place]; text != 0; text = places[place]) {
      int number = (text & 0xFF) - 1;
      if (hashes[number] == hash && isSame(number, bytes, offset, kept)) {
        counts[number]++;
        return false;
      }
      place = (place + 1) & mask;
    }
    keep(bytes, offset, kept, hash);
    return true;
  }

  private boolean isSame(int number, byte[] bytes, int offset, int kept) {
    int from = spans[number] >>> LENGTH_BITS;
    int length = spans[number] & 0xFF;
    return length == kept
        && Arrays.equals(texts, from, from + length, bytes, offset, offset + length);
  }

  private void keep(byte[] bytes, int offset, int kept, long hash) {
    if (size == MOST) drop();
    if (size == hashes.length) grow();
    if (texts.length - used < kept) {
      texts = Arrays.copyOf(texts, Math.max(texts.length * 5 / 4, used + kept));
    }
    System.arraycopy(bytes, offset, texts, used, kept);
    hashes[size] = hash;
    counts[size] = 1;
    spans[size] = used << LENGTH_BITS | kept;
    used += kept;
    place(size++);
  }

  private void place(int number) {
    int mask = places.length - 1;
    int place = (int) hashes[number] & mask;
    while (places[place] != 0) place = (place + 1) & mask;
    places[place] = (byte) (number + 1);
  }

  private void grow() {
    int room = Math.min(MOST, 2 * size);
    hashes = Arrays.copyOf(hashes, room);
    counts = Arrays.copyOf(counts, room);
    spans = Arrays.copyOf(spans, room);
    if (2 * room > places.length) {
      places = new byte[4 * Integer.highestOneBit(room)];
      placeAll();
    }
  }

  private void placeAll() {
    Arrays.fill(places, (byte) 0);
    for (int number = 0; number < size; number++) {
      place(number);
    }
  }

  /** Makes room for half as many texts at least. */
  private void drop() {
    long median = median();
    dropped += median;
    int left = 0;
    int end = 0;
    for (int number = 0; number < size; number++) {
      if (counts[number] <= median) continue;
      int from = spans[number] >>> LENGTH_BITS;
      int length = spans[number] & 0xFF;
      System.arraycopy(texts, from, texts, end, length);
      hashes[left] = hashes[number];
      counts[left] = counts[number] - median;
      spans[left++] = end << LENGTH_BITS | length;
      end += length;
    }
    size = left;
    used = end;
    placeAll();
  }

  /** Mostly one, which a look at all counts tells sooner than sorting them. */
  private long median() {
    int ones = 0;
    for (int number = 0; number < size; number++) {
      if (counts[number] == 1) ones++;
    }
    if (2 * ones >= size) return 1;
    long[] sorted = Arrays.copyOf(counts, size);
    Arrays.sort(sorted);
    return sorted[size / 2];
  }

  /** The texts so far. */
  public TopItems toTopItems() {
    return all == 0 ? new TopItems() : TopItems.ofCounted(toBytes());
  }

  private byte[] toBytes() {
    byte[] bytes = new byte[TopItemsBytes.length(size, used)];
    ByteBuffer out = TopItemsBytes.start(bytes, all, dropped, size);
    for (int number = 0; number < size; number++) {
      out.putLong(counts[number]);
    }
    for (int number = 0; number < size; number++) {
      int length = spans[number] & 0xFF;
      out.putInt(length).put(texts, spans[number] >>> LENGTH_BITS, length);
    }
    return bytes;
  }

  /** Back to no texts. */
  public void clear() {
    size = 0;
    used = 0;
    all = 0;
    dropped = 0;
    Arrays.fill(places, (byte) 0);
  }
}
