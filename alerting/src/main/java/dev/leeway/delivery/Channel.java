package dev.leeway.delivery;

import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** The way to one target. One attempt per call; called by one thread at a time. */
public interface Channel extends AutoCloseable {

  /**
   * Tries once, within a bounded time. Whatever the target does is an outcome, not an exception.
   */
  Outcome send(Dispatch dispatch) throws InterruptedException;

  /**
   * All that was delivered earlier, perhaps by another process, in the order it was told; in place
   * of what was known before. Empty where another process delivers now.
   */
  default void recall(Collection<Dispatch> delivered) {}

  /** How often {@link #refresh} is to be called; empty for never. */
  default Optional<Duration> refreshEvery() {
    return Optional.empty();
  }

  /** Tells the target again of what it would forget. */
  default Outcome refresh() throws InterruptedException {
    return new Outcome.Delivered("nothing to refresh");
  }

  @Override
  default void close() {}
}
