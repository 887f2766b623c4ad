package dev.leeway.store.feed;

import dev.leeway.registry.RegistryException;
import dev.leeway.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads from Kafka until it is closed. When Kafka, the registry or the store is away
 * it drops its consumer, waits, and starts anew from what has been kept: there is only one way to
 * go on, and every restart of the process tries it too.
 */
final class Feed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
  private final Session session;
  private final Runnable onRetry;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Consumer<byte[], byte[]>> reading =
      new AtomicReference<>();
  private volatile FeedHealth health = FeedHealth.of(FeedHealth.State.STARTING);
  private Duration wait = FIRST_WAIT;

  /**
   * @param onRetry told of every failure after which the feed tries again
   */
  Feed(
      String name,
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      Session session,
      Runnable onRetry) {
    this.name = name;
    this.consumers = consumers;
    this.session = session;
    this.onRetry = onRetry;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  FeedHealth health() {
    return health;
  }

  boolean closing() {
    return closing.getCount() == 0;
  }

  /** Told by the session whenever all is well. */
  void running() {
    if (health.state() == FeedHealth.State.RETRYING) log.info("{} goes on", name);
    wait = FIRST_WAIT;
    health = FeedHealth.of(FeedHealth.State.RUNNING);
  }

  /** Told by the session while something is missing that may yet come. */
  void waitingFor(String what) {
    health = new FeedHealth(FeedHealth.State.RETRYING, "waiting for " + what);
  }

  /** Waits, but not beyond {@link #close}. */
  void pause(Duration time) {
    try {
      boolean closed = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
      if (closed) log.debug("{} ends its wait", name);
    } catch (InterruptedException e) {
      // Nobody but us has this thread, so whoever interrupts it wants it to end.
      closing.countDown();
    }
  }

  private void run() {
    try {
      while (!closing()) readOnce();
      health = FeedHealth.of(FeedHealth.State.CLOSED);
    } catch (RuntimeException | Error e) {
      log.error("{} has ended", name, e);
      health = new FeedHealth(FeedHealth.State.FAILED, String.valueOf(e));
    }
  }

  private void readOnce() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      reading.set(consumer);
      if (!closing()) session.read(consumer);
    } catch (WakeupException e) {
      log.debug("{} is woken to close", name);
    } catch (KafkaException | StoreException | RegistryException e) {
      retry(e);
    } finally {
      reading.set(null);
    }
  }

  private void retry(RuntimeException e) {
    if (health.state() != FeedHealth.State.RETRYING) {
      log.warn("{} tries again until it succeeds", name, e);
    }
    health = new FeedHealth(FeedHealth.State.RETRYING, String.valueOf(e.getMessage()));
    onRetry.run();
    pause(wait);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  /** Ends the thread after the batch it is at. */
  @Override
  public void close() {
    closing.countDown();
    Consumer<byte[], byte[]> consumer = reading.get();
    if (consumer != null) consumer.wakeup();
    try {
      thread.join(CLOSE_WAIT.toMillis());
      if (thread.isAlive()) log.warn("{} has not ended in {}", name, CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is done with one consumer, until the feed is closing. */
  interface Session {
    void read(Consumer<byte[], byte[]> consumer);
  }
}
