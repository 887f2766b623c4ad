package dev.leeway.streams;

import dev.leeway.labels.JoinStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The join's memory in one logged key-value store, by the first byte of the key: states, and what
 * they refer to. What is due is found by going round all states, a portion at a time: that is read
 * in one go, where reminders would be written and taken out one by one. For one task.
 *
 * <p>States are written in portions too; {@link #flush} must be called before each commit.
 */
final class JoinEntries implements JoinStore {

  private static final byte KEPT = 'k';
  private static final byte STATE = 's';

  private static final Bytes FIRST_STATE = Bytes.wrap(new byte[] {STATE});
  private static final Bytes BEHIND_STATES = Bytes.wrap(new byte[] {STATE + 1});

  /** States that wait to be written together, at most. */
  private static final int PORTION = 4_096;

  private final KeyValueStore<Bytes, byte[]> store;

  /** By key in the store; null to delete. */
  private final Map<Bytes, byte @Nullable []> unwritten = new HashMap<>();

  /** Where the round goes on. */
  private Bytes next = FIRST_STATE;

  JoinEntries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    Bytes entry = under(STATE, key);
    byte[] newest = unwritten.get(entry);
    return newest != null || unwritten.containsKey(entry) ? newest : store.get(entry);
  }

  @Override
  public void add(byte[] key, byte[] state, long until) {
    put(key, state);
  }

  @Override
  public void put(byte[] key, byte[] state) {
    write(under(STATE, key), state);
  }

  @Override
  public void delete(byte[] key) {
    write(under(STATE, key), null);
  }

  private void write(Bytes entry, byte @Nullable [] state) {
    unwritten.put(entry, state);
    if (unwritten.size() >= PORTION) flush();
  }

  /** Writes what waits for it. */
  void flush() {
    if (unwritten.isEmpty()) return;
    List<KeyValue<Bytes, byte[]>> portion = new ArrayList<>(unwritten.size());
    unwritten.forEach((entry, state) -> portion.add(KeyValue.pair(entry, state)));
    store.putAll(portion);
    unwritten.clear();
  }

  /** Nothing: the round comes by. */
  @Override
  public void remind(byte[] key, long until) {}

  @Override
  public int due(long before, int most, Due to) {
    flush();
    List<KeyValue<Bytes, byte[]>> seen = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> states = store.range(next, BEHIND_STATES)) {
      while (seen.size() < most && states.hasNext()) {
        seen.add(states.next());
      }
    }
    next = seen.size() < most ? FIRST_STATE : behind(seen.get(most - 1).key);
    seen.forEach(entry -> to.take(from(1, entry.key), entry.value));
    return seen.size();
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

  /** The least key that is greater. */
  private static Bytes behind(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }

  private static byte[] from(int start, Bytes key) {
    return Arrays.copyOfRange(key.get(), start, key.get().length);
  }
}
