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

  /** What waits to be written in place of a state that is to be deleted. */
  private static final byte[] DELETED = new byte[0];

  /** States that wait to be written together, at most. */
  private static final int PORTION = 4_096;

  private final KeyValueStore<Bytes, byte[]> store;

  /** By key in the store. */
  private final Map<Bytes, byte[]> unwritten = new HashMap<>();

  /** Where the round goes on. */
  private Bytes next = FIRST_STATE;

  /** No state is due before; what that is the first round finds out. */
  private long earliest = Long.MIN_VALUE;

  /** The same of what has been passed since the round began, or has come since. */
  private long earliestOfRound = Long.MAX_VALUE;

  JoinEntries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    Bytes entry = under(STATE, key);
    byte[] newest = unwritten.get(entry);
    if (newest == null) return store.get(entry);
    return newest == DELETED ? null : newest;
  }

  @Override
  public void add(byte[] key, byte[] state, long until) {
    earliest = Math.min(earliest, until);
    remind(key, until);
    put(key, state);
  }

  @Override
  public void put(byte[] key, byte[] state) {
    write(under(STATE, key), state);
  }

  @Override
  public void delete(byte[] key) {
    write(under(STATE, key), DELETED);
  }

  private void write(Bytes entry, byte[] state) {
    unwritten.put(entry, state);
    if (unwritten.size() >= PORTION) flush();
  }

  /** Writes what waits for it. */
  void flush() {
    if (unwritten.isEmpty()) return;
    List<KeyValue<Bytes, byte[]>> portion = new ArrayList<>(unwritten.size());
    unwritten.forEach(
        (entry, state) -> portion.add(KeyValue.pair(entry, state == DELETED ? null : state)));
    store.putAll(portion);
    unwritten.clear();
  }

  /** The round comes by; only when the next is worth while must be known. */
  @Override
  public void remind(byte[] key, long until) {
    earliestOfRound = Math.min(earliestOfRound, until);
  }

  @Override
  public int due(long before, int most, Due to) {
    if (before <= earliest) return 0;
    flush();
    List<KeyValue<Bytes, byte[]>> seen = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> states = store.range(next, BEHIND_STATES)) {
      while (seen.size() < most && states.hasNext()) {
        seen.add(states.next());
      }
    }
    seen.forEach(entry -> to.take(from(1, entry.key), entry.value));
    if (seen.size() == most) {
      next = behind(seen.get(most - 1).key);
    } else {
      next = FIRST_STATE;
      earliest = earliestOfRound;
      earliestOfRound = Long.MAX_VALUE;
    }
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
