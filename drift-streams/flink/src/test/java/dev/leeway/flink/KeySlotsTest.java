package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class MergeSlotsTest {

  @Test
  void slots_haveAKeyGroupEach_andSpreadEvenlyOverTasks() {
    KeySlots slots = new KeySlots(16);
    Set<Integer> groups = new HashSet<>();
    int[] perTask = new int[4];
    for (int slot = 0; slot < slots.count(); slot++) {
      groups.add(KeyGroupRangeAssignment.assignToKeyGroup(slots.key(slot), 16));
      perTask[KeyGroupRangeAssignment.assignKeyToParallelOperator(slots.key(slot), 16, 4)]++;
    }
    assertThat(groups).hasSize(16);
    assertThat(perTask).containsOnly(4);
  }

  /** They are in savepoints: other keys would lose what is kept under these. */
  @Test
  void keysOfSlots_areTheSameForEver() {
    KeySlots slots = new KeySlots(4);

    assertThat(new int[] {slots.key(0), slots.key(1), slots.key(2), slots.key(3)})
        .containsExactly(16, 3, 0, 2);
  }
}
