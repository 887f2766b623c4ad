package dev.leeway.alerting.engine;

import dev.leeway.outbox.Backoff;
import dev.leeway.outbox.Health;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Turns verdicts into alerts, messages and retraining requests, exactly once, in a thread of its
 * own. When Kafka or the registry is away, or a transaction fails, it begins again from what was
 * committed. Of several processes one works and the others stand by.
 */
final class AlertEngine implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EngineContext context;
  private final AlertingSettings settings;
  private final Health health = new Health("alerts");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  AlertEngine(EngineContext context, AlertingSettings settings) {
    this.context = context;
    this.settings = settings;
    this.thread = new Thread(this::run, "leeway-alerts");
    thread.setDaemon(true);
  }

  /** Begins; returns at once, also when Kafka is away. */
  void start() {
    thread.start();
  }

  Health.Report health() {
    return health.report();
  }

  /** Ends after the transaction under way. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(stopped);
    while (stopped.getCount() > 0) {
      try (AlertSession session = new AlertSession(context, settings, health)) {
        while (stopped.getCount() > 0) {
          session.step();
          backoff.reset();
        }
      } catch (Throwable e) {
        // The outermost frame: whatever it is, a thread that dies in silence is the worst of
        // faults.
        health.failed(e);
        backoff.pause();
      }
    }
  }
}
