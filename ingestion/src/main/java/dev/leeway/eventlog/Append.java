package dev.leeway.eventlog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Events that were handed in together and wait to be acknowledged together. */
final class Append {

  private final List<EncodedEvent> events;
  private final AtomicInteger waiting;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  Append(List<EncodedEvent> events) {
    this.events = List.copyOf(events);
    this.waiting = new AtomicInteger(events.size());
    if (events.isEmpty()) done.complete(null);
  }

  List<EncodedEvent> events() {
    return events;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  /** All kept, one failed, or nobody waits any more. */
  boolean isOver() {
    return done.isDone();
  }

  void acknowledged() {
    if (waiting.decrementAndGet() == 0) done.complete(null);
  }

  void failed(EventLogException why) {
    done.completeExceptionally(why);
  }
}
