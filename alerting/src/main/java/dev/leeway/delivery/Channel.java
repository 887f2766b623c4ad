package dev.leeway.delivery;

import dev.leeway.outbox.Dispatch;

/** The way to one target. One attempt per call; called by one thread at a time. */
public interface Channel extends AutoCloseable {

  /**
   * Tries once, within a bounded time. Whatever the target does is an outcome, not an exception.
   */
  Outcome send(Dispatch dispatch) throws InterruptedException;

  @Override
  default void close() {}
}
