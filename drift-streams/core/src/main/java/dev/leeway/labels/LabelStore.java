package dev.leeway.labels;

import org.jspecify.annotations.Nullable;

/** Where a {@link LabelBook} keeps what it remembers; an engine's state, for one thread. */
public interface LabelStore {

  byte @Nullable [] get(byte[] key);

  /**
   * Keeps the first state of a key.
   *
   * @param until the key is to be among the {@link #due} once this moment has passed
   */
  void add(byte[] key, byte[] state, long until);

  /** Keeps another state of a key that has one. */
  void put(byte[] key, byte[] state);

  /** Forgets a key that has a state. */
  void delete(byte[] key);

  /** Asks for a key that was due to be so again once a later moment has passed. */
  void remind(byte[] key, long until);

  /**
   * Hands out states that may be forgotten by now, each with its key: sooner or later all whose
   * moment is before the given one, and as a store likes others too. Whoever takes them may change
   * the store.
   *
   * @param most how many at most
   * @return how many were looked for
   */
  int due(long before, int most, Due to);

  /** Takes what is due. */
  @FunctionalInterface
  interface Due {
    void take(byte[] key, byte[] state);
  }
}
