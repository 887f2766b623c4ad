package dev.leeway.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one topic: a queue and the thread that hands its events to the producer. A topic each,
 * so that one that does not exist holds up nobody else.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** Marks the end of the queue. */
  private static final Append END = new Append(List.of());

  /** How long an interrupted producer or registry gets to let go. */
  private static final long INTERRUPTED_MILLIS = 500;

  private final String topic;
  private final Outflow out;
  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean open = true;
  private volatile boolean stopped;
  private volatile @Nullable Append inHand;

  Lane(String topic, Outflow out) {
    this.topic = topic;
    this.out = out;
    this.thread = new Thread(this::run, "leeway-log-" + topic);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void take(Append append) {
    synchronized (queue) {
      if (open) {
        queue.add(append);
        return;
      }
    }
    append.failed(out.closed());
  }

  void stopTaking() {
    synchronized (queue) {
      if (open) queue.add(END);
      open = false;
    }
  }

  /** Waits for the queue to run empty; what is left when the time is over fails. */
  void join(Duration timeout) {
    try {
      // A join of 0 ms would wait for ever.
      thread.join(Math.max(1, timeout.toMillis()));
      stop();
      thread.join(INTERRUPTED_MILLIS);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
    }
    Append stuck = inHand;
    if (stuck != null) stuck.failed(out.closed());
    out.failUnsent();
    for (Append left = queue.poll(); left != null; left = queue.poll()) {
      left.failed(out.closed());
    }
    queue.add(END);
  }

  private void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void run() {
    try {
      for (Append next = next(); next != END; next = next()) {
        if (stopped) next.failed(out.closed());
        inHand = next;
        if (!next.isOver()) out.take(next);
        inHand = null;
      }
      out.flush();
    } catch (InterruptedException | InterruptException e) {
      LOG.warn("{}: closed with events waiting", topic);
    }
  }

  /** The next events; while some are packed, these are sent when their time has come. */
  private Append next() throws InterruptedException {
    while (true) {
      long due = out.dueIn();
      if (due == Long.MAX_VALUE) return queue.take();
      Append next = due == 0 ? null : queue.poll(due, TimeUnit.NANOSECONDS);
      if (next != null) return next;
      out.flush();
    }
  }
}
