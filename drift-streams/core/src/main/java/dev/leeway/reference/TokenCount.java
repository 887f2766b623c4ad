package dev.leeway.reference;

import dev.leeway.profile.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In how many rows each token came, by its hash. When there are too many different ones, those of
 * fewest rows are forgotten, which can make a token that comes back later seem rarer than it is.
 */
final class TokenCount {

  /** Most slots: 4 MiB. */
  private static final int MOST_SLOTS = 1 << 18;

  /** A free slot has no rows. */
  private long[] hashes = new long[1 << 8];

  private int[] rows = new int[1 << 8];
  private int[] lastRow = new int[1 << 8];
  private int used;

  /** Takes a token of the row of the given number; a token twice in a row counts once. */
  void add(long hash, int row) {
    int slot = slot(hash);
    if (rows[slot] == 0) {
      if (used * 2 >= hashes.length) {
        makeRoom();
        slot = slot(hash);
      }
      hashes[slot] = hash;
      used++;
    } else if (lastRow[slot] == row) {
      return;
    }
    rows[slot]++;
    lastRow[slot] = row;
  }

  /** The common tokens, the most frequent ones if there are many. */
  Vocabulary vocabulary() {
    List<Integer> slots =
        IntStream.range(0, hashes.length)
            .filter(slot -> rows[slot] >= Vocabulary.COMMON)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer slot) -> -rows[slot])
                    .thenComparingLong(slot -> hashes[slot]))
            .limit(Vocabulary.MOST)
            .toList();
    return new Vocabulary(
        slots.stream()
            .filter(slot -> rows[slot] > Vocabulary.COMMON)
            .mapToLong(slot -> hashes[slot])
            .toArray(),
        slots.stream()
            .filter(slot -> rows[slot] == Vocabulary.COMMON)
            .mapToLong(slot -> hashes[slot])
            .toArray());
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) (hash ^ hash >>> 32) & mask;
    while (rows[slot] != 0 && hashes[slot] != hash) slot = (slot + 1) & mask;
    return slot;
  }

  private void makeRoom() {
    if (hashes.length < MOST_SLOTS) {
      copy(hashes.length * 2, 0);
      return;
    }
    for (int rarest = 1; used * 4 > hashes.length; rarest++) {
      copy(hashes.length, rarest);
    }
  }

  /** Into so many slots, without tokens that came in so few rows. */
  private void copy(int slots, int rarest) {
    long[] oldHashes = hashes;
    int[] oldRows = rows;
    int[] oldLast = lastRow;
    hashes = new long[slots];
    rows = new int[slots];
    lastRow = new int[slots];
    used = 0;
    for (int old = 0; old < oldHashes.length; old++) {
      if (oldRows[old] <= rarest) continue;
      int slot = slot(oldHashes[old]);
      hashes[slot] = oldHashes[old];
      rows[slot] = oldRows[old];
      lastRow[slot] = oldLast[old];
      used++;
    }
  }
}
