package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinEntriesTest {

  private static final long NOON = 43_200_000;

  private KeyValueStore<Bytes, byte[]> store;
  private JoinEntries entries;

  @BeforeEach
  void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("join"), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    entries = new JoinEntries(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void get_isWhatWasPutLast_writtenOrNot() {
    entries.add(bytes("a"), bytes("1"), NOON);
    assertThat(entries.get(bytes("a"))).isEqualTo(bytes("1"));
    entries.flush();
    assertThat(entries.get(bytes("a"))).isEqualTo(bytes("1"));
    entries.put(bytes("a"), bytes("2"));
    assertThat(entries.get(bytes("a"))).isEqualTo(bytes("2"));
    entries.delete(bytes("a"));
    assertThat(entries.get(bytes("a"))).isNull();
    entries.flush();
    assertThat(entries.get(bytes("a"))).isNull();
    assertThat(store.approximateNumEntries()).isZero();
  }

  /** A commit stands behind it: what is not in the store then is lost with the process. */
  @Test
  void flush_leavesNothingUnwritten() {
    for (int i = 0; i < 10_000; i++) entries.add(bytes("k" + i), bytes("1"), NOON);
    assertThat(store.approximateNumEntries()).isPositive();
    entries.flush();
    assertThat(store.approximateNumEntries()).isEqualTo(10_000);
    JoinEntries again = new JoinEntries(store);
    assertThat(again.get(bytes("k9999"))).isEqualTo(bytes("1"));
  }

  @Test
  void due_goesRoundAllStatesInPortions_andOnlyThem() {
    entries.keep(bytes("z"), bytes("kept"));
    for (int i = 0; i < 10; i++) entries.add(bytes("k" + i), bytes("1"), NOON);
    List<String> round = new ArrayList<>(due(4));
    round.addAll(due(4));
    round.addAll(due(4));

    assertThat(round).hasSize(10).doesNotHaveDuplicates();
    assertThat(due(4)).as("the next round").isEqualTo(round.subList(0, 4));
  }

  @Test
  void due_takesWhatIsChangedMeanwhile() {
    for (int i = 0; i < 10; i++) entries.add(bytes("k" + i), bytes("1"), NOON);
    int looked = entries.due(NOON + 1, 100, (key, state) -> entries.delete(key));

    assertThat(looked).isEqualTo(10);
    assertThat(due(100)).isEmpty();
  }

  @Test
  void due_looksAtNothing_whereARoundHasFoundThatAllIsLater() {
    entries.add(bytes("a"), bytes("1"), NOON);
    JoinEntries again = reopened();
    assertThat(again.due(0, 100, (key, state) -> again.remind(key, NOON))).isEqualTo(1);

    assertThat(again.due(NOON, 100, JoinEntriesTest::none)).isZero();
    assertThat(again.due(NOON + 1, 100, (key, state) -> again.remind(key, NOON + 5))).isEqualTo(1);
    assertThat(again.due(NOON + 5, 100, JoinEntriesTest::none)).isZero();
    again.add(bytes("b"), bytes("1"), NOON + 2);
    assertThat(again.due(NOON + 5, 100, (key, state) -> {})).isEqualTo(2);
  }

  private JoinEntries reopened() {
    entries.flush();
    return new JoinEntries(store);
  }

  private static void none(byte[] key, byte[] state) {
    throw new AssertionError("nothing is due");
  }

  /** All stay as they are, due. */
  private List<String> due(int most) {
    List<String> due = new ArrayList<>();
    entries.due(
        NOON + 1,
        most,
        (key, state) -> {
          due.add(new String(key, UTF_8));
          entries.remind(key, NOON);
        });
    return due;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
