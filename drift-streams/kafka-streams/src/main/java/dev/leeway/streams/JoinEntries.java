package dev.leeway.streams;

import dev.leeway.labels.JoinStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The join's memory in one logged key-value store, by the first byte of the key: states, reminders
 * in the order of their moments, and what states refer to. For one task.
 */
final class JoinEntries implements JoinStore {

  private static final byte KEPT = 'k';
  private static final byte REMINDER = 'r';
  private static final byte STATE = 's';

  private static final int BEFORE_KEY = 1 + Long.BYTES;
  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<Bytes, byte[]> store;

  /** No reminder is of an earlier moment: what was taken out need not be passed again. */
  private long earliest = Long.MIN_VALUE;

  JoinEntries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(under(STATE, key));
  }

  @Override
  public void put(byte[] key, byte[] state) {
    store.put(under(STATE, key), state);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(under(STATE, key));
  }

  @Override
  public void remind(byte[] key, long at) {
    earliest = Math.min(earliest, at);
    store.put(reminder(at, key), NOTHING);
  }

  @Override
  public List<byte[]> due(long before, int most) {
    List<Bytes> due = new ArrayList<>();
    if (before <= earliest) return List.of();
    try (KeyValueIterator<Bytes, byte[]> reminders =
        store.range(reminder(earliest, NOTHING), reminder(before, NOTHING))) {
      while (due.size() < most && reminders.hasNext()) {
        due.add(reminders.next().key);
      }
    }
    earliest = due.size() < most ? before : moment(due.get(most - 1));
    due.forEach(store::delete);
    return due.stream().map(key -> from(BEFORE_KEY, key)).toList();
  }

  @Override
  public void keep(byte[] name, byte[] value) {
    store.put(under(KEPT, name), value);
  }

  @Override
  public void eachKept(BiConsumer<byte[], byte[]> to) {
    Bytes first = Bytes.wrap(new byte[] {KEPT});
    Bytes last = Bytes.wrap(new byte[] {KEPT + 1});
    try (KeyValueIterator<Bytes, byte[]> kept = store.range(first, last)) {
      while (kept.hasNext()) {
        KeyValue<Bytes, byte[]> entry = kept.next();
        to.accept(from(1, entry.key), entry.value);
      }
    }
  }

  private static Bytes under(byte kind, byte[] key) {
    return Bytes.wrap(ByteBuffer.allocate(1 + key.length).put(kind).put(key).array());
  }

  /** In the order of moments: as unsigned bytes the least moment must come first. */
  private static Bytes reminder(long at, byte[] key) {
    return Bytes.wrap(
        ByteBuffer.allocate(BEFORE_KEY + key.length)
            .put(REMINDER)
            .putLong(at ^ Long.MIN_VALUE)
            .put(key)
            .array());
  }

  private static long moment(Bytes reminder) {
    return ByteBuffer.wrap(reminder.get()).getLong(1) ^ Long.MIN_VALUE;
  }

  private static byte[] from(int start, Bytes key) {
    return Arrays.copyOfRange(key.get(), start, key.get().length);
  }
}
