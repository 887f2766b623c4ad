package dev.leeway.store.feed;

import static java.util.Objects.requireNonNull;

/**
 * How a feed fares.
 *
 * @param detail in words a person reads; empty where the state says it all
 */
public record FeedHealth(State state, String detail) {

  public FeedHealth {
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
  }

  static FeedHealth of(State state) {
    return new FeedHealth(state, "");
  }

  /** Whether what can be read now is what was published a moment ago. */
  public boolean healthy() {
    return state == State.RUNNING;
  }

  /** What the feed is doing. */
  public enum State {
    /** Has not read anything yet. */
    STARTING,
    RUNNING,
    /** Kafka, the registry or the store is away; the feed tries again and again. */
    RETRYING,
    /** Has ended on an error that trying again would not mend. */
    FAILED,
    CLOSED
  }
}
