package dev.leeway.labels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a {@link LabelBook} keeps what it remembers; an engine's state, for one thread. */
public interface LabelStore {

  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] state);

  void delete(byte[] key);

  /** Asks for a key to be among the {@link #due} from the given moment on. */
  void remind(byte[] key, long at);

  /**
   * Takes out reminders of moments before the given one, the earliest first.
   *
   * @param most how many at most
   * @return their keys
   */
  List<byte[]> due(long before, int most);
}
