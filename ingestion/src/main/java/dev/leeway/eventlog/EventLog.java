package dev.leeway.eventlog;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events are kept for the jobs to read. Safe for many threads. */
public interface EventLog {

  /**
   * Appends the events, all of one kind; never blocks and never throws for a neighbour's fault.
   *
   * <p>The future completes once every one of them is safely kept. It fails with an {@link
   * EventLogException} as soon as one is not; some of the others may be kept all the same, so the
   * sender has to send all of them again. Whoever gives up waiting completes the future: what was
   * not yet on its way then is not sent.
   */
  CompletableFuture<Void> append(EventKind kind, List<EncodedEvent> events);

  /** Whether appending works, as far as is known. */
  LogHealth health();
}
