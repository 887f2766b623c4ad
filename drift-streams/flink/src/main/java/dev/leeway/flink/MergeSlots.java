package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ByteDictionary;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The slots among which the merge is shared out: as the partitions of the partials topic elsewhere.
 * All windows of a model, version and segment are in one slot, and each slot has its own tides. A
 * slot is one Flink key in a key group of its own, so slots move whole when the job is rescaled.
 */
final class MergeSlots {

  private final int[] keys;

  /**
   * @param count number of slots: the merge's highest parallelism, for the life of its state
   */
  MergeSlots(int count) {
    keys = new int[count];
    boolean[] found = new boolean[count];
    int missing = count;
    for (int key = 0; missing > 0; key++) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, count);
      if (found[group]) continue;
      found[group] = true;
      keys[group] = key;
      missing--;
    }
  }

  int count() {
    return keys.length;
  }

  /** The Flink key of a slot. */
  int key(int slot) {
    return keys[slot];
  }

  /** The Flink key of the slot that merges this series. */
  int keyOf(PartialProfile partial) {
    byte[] series = series(partial).getBytes(UTF_8);
    long hash = ByteDictionary.hash(series, 0, series.length);
    return keys[(int) Math.floorMod(hash, (long) keys.length)];
  }

  static String series(PartialProfile partial) {
    return partial.model().name() + "|" + partial.model().version() + "|" + partial.segment();
  }
}
