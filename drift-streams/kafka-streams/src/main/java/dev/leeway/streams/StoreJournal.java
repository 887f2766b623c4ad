package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.JournalReplay;
import dev.leeway.merge.PerformanceBook;
import dev.leeway.merge.WindowBook;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link WindowBook} and a {@link PerformanceBook} in a logged key-value store. For one
 * task.
 */
final class StoreJournal implements BufferedJournal.Entries {

  private static final Logger LOG = LoggerFactory.getLogger(StoreJournal.class);

  private final KeyValueStore<Bytes, byte[]> store;

  StoreJournal(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public void put(String key, byte[] value) {
    store.put(bytes(key), value);
  }

  @Override
  public void remove(String key) {
    store.delete(bytes(key));
  }

  /** Tells the books everything the store holds. */
  void replayInto(WindowBook book, PerformanceBook performance, DriftMeters meters) {
    JournalReplay replay = new JournalReplay(book, performance);
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        replay.take(new String(entry.key.get(), UTF_8), entry.value);
      }
    }
    for (JournalReplay.Damage damage : replay.finish()) {
      LOG.error("Stored state, {}: {}", damage.kind(), damage.sentence());
      meters.damaged(damage.kind(), 1);
    }
  }

  private static Bytes bytes(String key) {
    return Bytes.wrap(key.getBytes(UTF_8));
  }
}
