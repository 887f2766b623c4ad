package dev.leeway.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An event log in memory that acknowledges at once, later or never, as the test says. */
public final class FakeEventLog implements EventLog {

  private final List<EncodedEvent> events = new ArrayList<>();
  private final List<EventKind> kinds = new ArrayList<>();
  private final List<CompletableFuture<Void>> held = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean holding;

  @Override
  public synchronized CompletableFuture<Void> append(EventKind kind, List<EncodedEvent> more) {
    if (failure.isPresent()) return CompletableFuture.failedFuture(failure.get());
    more.forEach(event -> kinds.add(kind));
    events.addAll(more);
    if (!holding) return CompletableFuture.completedFuture(null);
    CompletableFuture<Void> later = new CompletableFuture<>();
    held.add(later);
    return later;
  }

  @Override
  public LogHealth health() {
    return new LogHealth(failure.isEmpty(), failure.map(RuntimeException::getMessage));
  }

  /** Lets every later append fail. */
  public synchronized void fail(RuntimeException why) {
    failure = Optional.of(why);
  }

  /** Acknowledges no later append before {@link #release} or {@link #failHeld}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Number of appends that wait. */
  public synchronized int held() {
    return held.size();
  }

  /** Acknowledges what waits. */
  public synchronized void release() {
    held.forEach(later -> later.complete(null));
    held.clear();
  }

  /** Fails what waits. */
  public synchronized void failHeld(RuntimeException why) {
    held.forEach(later -> later.completeExceptionally(why));
    held.clear();
  }

  /** All events, in order. */
  public synchronized List<EncodedEvent> events() {
    return List.copyOf(events);
  }

  /** Their kinds. */
  public synchronized List<EventKind> kinds() {
    return List.copyOf(kinds);
  }

  /** As new. */
  public synchronized void reset() {
    release();
    events.clear();
    kinds.clear();
    failure = Optional.empty();
    holding = false;
  }
}
