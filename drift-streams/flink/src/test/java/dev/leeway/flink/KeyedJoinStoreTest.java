package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyedJoinStoreTest {

  private static final int SLOTS = 4;

  private final KeySlots slots = new KeySlots(SLOTS);
  private HeapKeyedStateBackend<Integer> backend;
  private KeyedJoinStore store;

  @BeforeEach
  void open() throws Exception {
    KeyGroupRange all = KeyGroupRange.of(0, SLOTS - 1);
    backend =
        new HeapKeyedStateBackendBuilder<>(
                null,
                IntSerializer.INSTANCE,
                getClass().getClassLoader(),
                SLOTS,
                all,
                new ExecutionConfig(),
                TtlTimeProvider.DEFAULT,
                LatencyTrackingStateConfig.disabled(),
                SizeTrackingStateConfig.disabled(),
                List.of(),
                UncompressedStreamCompressionDecorator.INSTANCE,
                LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
                new HeapPriorityQueueSetFactory(all, SLOTS, 8),
                true,
                new CloseableRegistry())
            .build();
    store = new KeyedJoinStore(backend);
    partition(0);
  }

  @AfterEach
  void close() {
    backend.dispose();
  }

  @Test
  void get_ofAKeyWithTheSameBytes_isWhatWasPutLast() {
    store.put(bytes("a"), bytes("1"));
    store.put(bytes("a"), bytes("2"));

    assertThat(store.get(bytes("a"))).isEqualTo(bytes("2"));
    assertThat(store.get(bytes("b"))).isNull();
    store.delete(bytes("a"));
    assertThat(store.get(bytes("a"))).isNull();
  }

  @Test
  void everything_isOfTheCurrentPartition() {
    store.add(bytes("a"), bytes("1"), 0);
    store.keep(bytes("n"), bytes("1"));
    partition(1);

    assertThat(store.get(bytes("a"))).isNull();
    assertThat(kept()).isEmpty();
    assertThat(due(KeyedJoinStore.SPAN, 10)).isEmpty();
  }

  @Test
  void due_comesWithItsSpan_theEarliestFirst_andOnce() {
    store.add(bytes("late"), bytes("state"), 3 * KeyedJoinStore.SPAN);
    store.add(bytes("second"), bytes("state"), KeyedJoinStore.SPAN);
    store.add(bytes("first"), bytes("state"), 5);
    store.add(bytes("negative"), bytes("state"), -1);

    assertThat(due(2 * KeyedJoinStore.SPAN - 1, 10))
        .containsExactly(bytes("negative"), bytes("first"));
    assertThat(due(3 * KeyedJoinStore.SPAN, 10)).containsExactly(bytes("second"));
    assertThat(due(4 * KeyedJoinStore.SPAN, 10)).containsExactly(bytes("late"));
    assertThat(due(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void due_takesNoMoreThanItIsAskedFor_andTheRestLater() {
    for (int i = 0; i < 10; i++)
      store.add(bytes("k" + i), bytes("state"), i * KeyedJoinStore.SPAN / 5);

    List<byte[]> taken = new ArrayList<>(due(2 * KeyedJoinStore.SPAN, 3));
    assertThat(taken).hasSize(3);
    taken.addAll(due(2 * KeyedJoinStore.SPAN, 3));
    taken.addAll(due(2 * KeyedJoinStore.SPAN, 100));
    assertThat(taken).extracting(key -> new String(key, UTF_8)).doesNotHaveDuplicates().hasSize(10);
  }

  @Test
  void eachKept_isInTheOrderOfTheNamesBytesWithoutSign() {
    store.keep(new byte[] {-1}, bytes("last"));
    store.keep(new byte[] {1}, bytes("first"));
    store.keep(new byte[] {1, 0}, bytes("second"));

    assertThat(kept()).containsExactly("first", "second", "last");
  }

  private List<byte[]> due(long before, int most) {
    List<byte[]> due = new ArrayList<>();
    int looked = store.due(before, most, (key, state) -> due.add(key));
    assertThat(looked).isEqualTo(due.size());
    return due;
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    store.eachKept((name, value) -> kept.add(new String(value, UTF_8)));
    return kept;
  }

  private void partition(int number) {
    backend.setCurrentKey(slots.key(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
