package dev.leeway.emitter;

import dev.leeway.eventlog.EncodedEvent;
import dev.leeway.eventlog.EventKind;
import dev.leeway.eventlog.EventLog;
import dev.leeway.eventlog.KafkaEventLog;
import dev.leeway.eventlog.LabelEncoder;
import dev.leeway.eventlog.LabelHead;
import dev.leeway.eventlog.LogHealth;
import dev.leeway.eventlog.Outcome;
import dev.leeway.registry.SchemaRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Sends predictions and labels to Kafka from within a service, and is never in its way: nothing
 * here waits for Kafka or throws because of it. At most {@link EmitterSettings#capacity} events
 * wait; what comes on top is dropped. Every event ends up in exactly one of {@link #sent}, {@link
 * #dropped} and {@link #failed}. Safe for many threads; one emitter per process is enough.
 */
public final class LeewayEmitter implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final EventLog log;
  private final Consumer<Duration> closeLog;
  private final Semaphore room;
  private final Duration patience;
  private final AtomicLong tickets = new AtomicLong();
  private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile boolean closed;

  /** Starts the emitter's threads; it connects when the first event comes. */
  public static LeewayEmitter open(EmitterSettings settings, SchemaRegistry registry) {
    KafkaEventLog log =
        KafkaEventLog.open(
            settings.producer(),
            new KafkaEventLog.Surroundings(
                registry, settings.topics(), InstantSource.system(), settings.forms()));
    return new LeewayEmitter(log, log::close, settings.capacity(), settings.patience());
  }

  LeewayEmitter(EventLog log, Consumer<Duration> closeLog, int capacity, Duration patience) {
    this.log = log;
    this.closeLog = closeLog;
    this.room = new Semaphore(capacity);
    this.patience = patience;
  }

  /**
   * Sends a prediction.
   *
   * @return false if it was dropped
   */
  public boolean predicted(PredictionEvent event) {
    return emit(EventKind.PREDICTION, event.encoded());
  }

  /**
   * Sends the outcome of a prediction; a later one of the same prediction corrects it.
   *
   * @return false if it was dropped
   */
  public boolean labelled(LabelHead head, Outcome outcome) {
    return emit(EventKind.LABEL, LabelEncoder.encode(head, outcome));
  }

  /** Events that Kafka acknowledged. */
  public long sent() {
    return sent.sum();
  }

  /** Events that were not taken because too many waited, or after the close. */
  public long dropped() {
    return dropped.sum();
  }

  /** Events that were taken and not acknowledged in time. Kafka may have kept some of them. */
  public long failed() {
    return failed.sum();
  }

  /** Events that were taken and are not acknowledged yet. */
  public int waiting() {
    return waiting.size();
  }

  /** Whether Kafka takes events, and the last error. */
  public LogHealth health() {
    return log.health();
  }

  /**
   * Waits for the events taken so far.
   *
   * @return whether all of them were acknowledged or failed within the given time
   */
  public boolean flush(Duration timeout) {
    CompletableFuture<?> all =
        CompletableFuture.allOf(waiting.values().toArray(CompletableFuture<?>[]::new));
    try {
      all.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new AssertionError("these futures never fail", e);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@link #close(Duration)} with 10 s. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /** Takes no more events and waits as long as given for those taken; the rest has failed then. */
  public void close(Duration timeout) {
    closed = true;
    closeLog.accept(timeout);
  }

  private boolean emit(EventKind kind, EncodedEvent event) {
    if (closed || !findRoom()) {
      dropped.increment();
      return false;
    }
    Long ticket = tickets.incrementAndGet();
    CompletableFuture<Void> over = new CompletableFuture<>();
    waiting.put(ticket, over);
    CompletableFuture<Void> unused =
        log.append(kind, List.of(event))
            .whenComplete(
                (kept, error) -> {
                  (error == null ? sent : failed).increment();
                  waiting.remove(ticket);
                  room.release();
                  over.complete(null);
                });
    return true;
  }

  private boolean findRoom() {
    if (room.tryAcquire()) return true;
    if (patience.isZero()) return false;
    try {
      return room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
