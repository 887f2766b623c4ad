package dev.leeway.labels;

import java.util.function.BiConsumer;

/**
 * A {@link LabelStore} that also keeps the few things that states refer to: series by their numbers
 * and layouts. All of it is one engine's state and lives and dies together.
 */
public interface JoinStore extends LabelStore {

  /** Keeps something for good, under a name of its own. */
  void keep(byte[] name, byte[] value);

  /** Hands out everything kept, in the order of the names' bytes as unsigned numbers. */
  void eachKept(BiConsumer<byte[], byte[]> to);
}
