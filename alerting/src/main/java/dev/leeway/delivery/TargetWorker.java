package dev.leeway.delivery;

import dev.leeway.delivery.RetryPolicy.Retry;
import dev.leeway.delivery.TargetQueue.Next;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.AlertingMeters.Attempt;
import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one target what waits for it, one message at a time, in a thread of its own. */
final class TargetWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetWorker.class);

  private static final Duration BREATH = Duration.ofSeconds(1);

  private final Lane lane;
  private final OutboxWriter writer;
  private final AlertingMeters meters;
  private final InstantSource clock;
  private final SplittableRandom dice = new SplittableRandom();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TargetQueue queue = new TargetQueue();
  private final Gate gate;
  private final Thread thread;

  /** Of this worker's thread alone; at the start nothing is known that could be refreshed. */
  private Instant refreshAt;

  private volatile boolean closed;

  TargetWorker(Lane lane, OutboxWriter writer, AlertingMeters meters, InstantSource clock) {
    this.lane = lane;
    this.writer = writer;
    this.meters = meters;
    this.clock = clock;
    this.gate = new Gate(lane.pace());
    this.refreshAt = lane.channel().refreshEvery().map(clock.instant()::plus).orElse(Instant.MAX);
    this.thread = new Thread(this::run, "leeway-target-" + lane.target());
    thread.setDaemon(true);
    meters.pending(lane.target(), 0);
    meters.circuit(lane.target(), false);
  }

  void start() {
    thread.start();
  }

  void offer(Dispatch dispatch) {
    change(() -> queue.offer(dispatch));
  }

  void remove(String id) {
    change(() -> queue.remove(id));
  }

  /** Replaces all that waits. */
  void reset(Collection<Dispatch> dispatches) {
    change(() -> queue.reset(dispatches));
  }

  /** No further attempt is begun. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** Waits for the end of the attempt under way, then gives its connections back. */
  void join(Duration patience) throws InterruptedException {
    thread.join(Math.max(1, patience.toMillis()));
    lane.channel().close();
  }

  /** What was delivered before, in order. */
  void recall(Collection<Dispatch> delivered) {
    lane.channel().recall(delivered);
  }

  private void run() {
    while (!closed) {
      try {
        Optional<Dispatch> due = take();
        if (due.isPresent()) {
          deliver(due.get());
        } else {
          refresh();
        }
      } catch (InterruptedException e) {
        // Only close() interrupts, and it has set the flag that ends the loop.
        LOG.debug("{}: interrupted", lane.target());
      } catch (Throwable e) {
        // The outermost frame: a thread that dies would silence the target.
        LOG.error("target {}: delivery failed in an unforeseen way", lane.target(), e);
      }
    }
  }

  /** Waits for the next message that is due; empty if it is time to refresh. */
  private Optional<Dispatch> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Instant now = clock.instant();
        if (!now.isBefore(refreshAt)) return Optional.empty();
        Instant earliest = gate.next(now);
        Next next = earliest.isAfter(now) ? new Next.Later(earliest) : queue.next(now);
        if (next instanceof Next.Send send) {
          gate.begun(now);
          return Optional.of(send.dispatch());
        }
        Instant wake = next instanceof Next.Later later ? later.at() : Instant.MAX;
        if (refreshAt.isBefore(wake)) wake = refreshAt;
        if (wake.equals(Instant.MAX)) {
          changed.await();
        } else {
          changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(millisUntil(wake)));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void refresh() throws InterruptedException {
    refreshAt = lane.channel().refreshEvery().map(clock.instant()::plus).orElse(Instant.MAX);
    Outcome outcome = lane.channel().refresh();
    if (!outcome.reached()) LOG.warn("target {}: not refreshed: {}", lane.target(), outcome.met());
  }

  private long millisUntil(Instant due) {
    return Math.max(1, Duration.between(clock.instant(), due).toMillis());
  }

  /** One attempt; the message never stays under way, whatever happens. */
  private void deliver(Dispatch taken) throws InterruptedException {
    Dispatch dispatch = taken;
    boolean settled = false;
    try {
      Outcome outcome = new Outcome.Ambiguous("the process ended during the attempt");
      if (!dispatch.begun()) {
        // Where the target would do it twice, an attempt is written down before it is made.
        if (!lane.recognisesRepeats()) dispatch = begin(dispatch);
        outcome = lane.channel().send(dispatch);
      }
      watch(outcome);
      settle(dispatch, outcome);
      settled = true;
    } finally {
      if (!settled) postpone(dispatch, BREATH, true);
    }
  }

  private Dispatch begin(Dispatch dispatch) throws InterruptedException {
    Dispatch begun = dispatch.begin();
    if (!writer.write(begun)) throw new InterruptedException("stopped");
    return begun;
  }

  private void watch(Outcome outcome) {
    lock.lock();
    try {
      if (outcome.reached()) gate.succeeded();
      else gate.failed(clock.instant());
      meters.circuit(lane.target(), gate.open());
    } finally {
      lock.unlock();
    }
  }

  private void settle(Dispatch dispatch, Outcome outcome) throws InterruptedException {
    if (outcome instanceof Outcome.Delivered delivered) {
      String met =
          delivered.run().isEmpty() ? delivered.met() : delivered.met() + " run " + delivered.run();
      finish(dispatch.tried(Dispatch.State.DELIVERED, met), Attempt.DELIVERED);
      return;
    }
    if (outcome instanceof Outcome.Duplicate duplicate) {
      finish(dispatch.tried(Dispatch.State.DELIVERED, duplicate.met()), Attempt.DUPLICATE);
      return;
    }
    Optional<Retry> retry = lane.retry().after(outcome, dispatch.attempts() + 1, dice.nextDouble());
    if (retry.isEmpty()) {
      giveUp(dispatch, outcome);
    } else {
      tryAgain(dispatch, outcome, retry.get());
    }
  }

  private void giveUp(Dispatch dispatch, Outcome outcome) throws InterruptedException {
    LOG.error(
        "target {}: gave up {} {} after {} attempts: {}",
        lane.target(),
        dispatch.message().type(),
        dispatch.id(),
        dispatch.attempts() + 1,
        outcome.met());
    Attempt attempt = Attempt.DEAD;
    String met = outcome.met();
    if (outcome instanceof Outcome.Skipped) {
      attempt = Attempt.SKIPPED;
      met = "skipped: " + met;
    } else if (outcome instanceof Outcome.Ambiguous) {
      attempt = Attempt.AMBIGUOUS;
      met = "ambiguous: " + met;
    }
    finish(dispatch.tried(Dispatch.State.DEAD, met), attempt);
  }

  private void tryAgain(Dispatch dispatch, Outcome outcome, Retry retry)
      throws InterruptedException {
    boolean refused = outcome instanceof Outcome.Refused;
    meters.attempted(lane.target(), refused ? Attempt.REFUSED : Attempt.RETRY);
    LOG.warn(
        "target {}: {} at attempt {}, next in {}",
        lane.target(),
        outcome.met(),
        dispatch.attempts() + 1,
        retry.pause());
    Dispatch tried = dispatch.tried(Dispatch.State.QUEUED, outcome.met());
    writer.write(tried);
    postpone(tried, retry.pause(), retry.holdsTarget());
  }

  private void finish(Dispatch settled, Attempt attempt) throws InterruptedException {
    meters.attempted(lane.target(), attempt);
    if (writer.write(settled)) change(() -> queue.finish(settled.id()));
  }

  private void postpone(Dispatch dispatch, Duration wait, boolean holdsTarget) {
    change(() -> queue.retry(dispatch, clock.instant().plus(wait), holdsTarget));
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      meters.pending(lane.target(), queue.size());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
