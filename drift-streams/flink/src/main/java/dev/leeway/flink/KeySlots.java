package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.ModelRef;
import java.io.Serializable;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The slots among which work with state is shared out; a slot is one Flink key in a key group of
 * its own, so slots move whole when the job is rescaled.
 *
 * <p>Those of the merge are what the partitions of the partials topic are elsewhere: all windows of
 * a model, version and segment are in one slot, and each slot has its own tides. Those of the join
 * are the partitions of predictions and labels.
 */
final class KeySlots implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] keys;

  /**
   * @param count number of slots: the highest parallelism, for the life of the state
   */
  KeySlots(int count) {
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
  int keyOf(ModelRef model, String segment) {
    byte[] series = series(model, segment).getBytes(UTF_8);
    long hash = ByteDictionary.hash(series, 0, series.length);
    return keys[(int) Math.floorMod(hash, (long) keys.length)];
  }

  static String series(ModelRef model, String segment) {
    return model.name() + "|" + model.version() + "|" + segment;
  }
}
