package dev.leeway.bundle;

import dev.leeway.labels.JoinStore;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Keeps count of the ids that a store remembers, in the store too when it is asked for. */
final class CountedStore implements JoinStore {

  private static final byte[] OPEN = {'c'};

  /** Before the number of a series whose errors detectors watch. */
  private static final byte WATCHED = 'd';

  private final JoinStore store;
  private long open;
  private long kept;
  private int newIds;

  CountedStore(JoinStore store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return store.get(key);
  }

  @Override
  public void add(byte[] key, byte[] state, long until) {
    store.add(key, state, until);
    open++;
    newIds++;
  }

  @Override
  public void put(byte[] key, byte[] state) {
    store.put(key, state);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(key);
    open--;
  }

  @Override
  public void remind(byte[] key, long until) {
    store.remind(key, until);
  }

  @Override
  public int due(long before, int most, Due to) {
    return store.due(before, most, to);
  }

  @Override
  public void keep(byte[] name, byte[] value) {
    store.keep(name, value);
  }

  @Override
  public void eachKept(BiConsumer<byte[], byte[]> to) {
    store.eachKept(
        (name, value) -> {
          if (isWatched(name)) return;
          if (name.length != 1 || name[0] != OPEN[0]) {
            to.accept(name, value);
          } else if (value.length == Long.BYTES) {
            open = ByteBuffer.wrap(value).getLong();
            kept = open;
          }
        });
  }

  private static boolean isWatched(byte[] name) {
    return name.length == 1 + Integer.BYTES && name[0] == WATCHED;
  }

  /** Keeps what detectors remember of a series. */
  void keepWatched(int series, byte[] state) {
    store.keep(ByteBuffer.allocate(1 + Integer.BYTES).put(WATCHED).putInt(series).array(), state);
  }

  /** Hands out what detectors remember, by names that end in the number of the series. */
  void eachWatched(BiConsumer<byte[], byte[]> to) {
    store.eachKept(
        (name, value) -> {
          if (isWatched(name)) to.accept(name, value);
        });
  }

  /** Ids that are remembered; what is told is kept. */
  long open() {
    if (open != kept) keep(OPEN, ByteBuffer.allocate(Long.BYTES).putLong(open).array());
    kept = open;
    return open;
  }

  /** Ids that have become known since the last call. */
  int takeNew() {
    int taken = newIds;
    newIds = 0;
    return taken;
  }
}
