package dev.leeway.delivery;

import dev.leeway.call.HttpLimits;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Backoff;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Health;
import dev.leeway.outbox.Outbox;
import dev.leeway.outbox.Pulse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the outbox, at least once, each target in its own thread and in order. What
 * is still open after a restart is found in the outbox itself. Of several processes one delivers.
 */
public final class Deliverer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  private final Outbox outbox;
  private final Health health = new Health("delivery");
  private final Health writing = new Health("outbox");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final OutboxWriter writer;
  private final Map<String, TargetWorker> workers = new TreeMap<>();
  private final SettledMessages settled;
  private final Duration patience;
  private final Thread thread;

  /**
   * @param clock for signatures and retries
   */
  public Deliverer(
      Outbox outbox, DeliverySettings settings, AlertingMeters meters, InstantSource clock) {
    this(
        outbox,
        lanes(settings, clock),
        new Times(settings.keep(), settings.limits(), clock),
        meters);
  }

  /** How long things are kept and waited for. */
  record Times(Duration keep, HttpLimits limits, InstantSource clock) {}

  Deliverer(Outbox outbox, List<Lane> lanes, Times times, AlertingMeters meters) {
    this.outbox = outbox;
    this.writer = new OutboxWriter(outbox, writing, stopped);
    this.settled = new SettledMessages(times.keep(), times.clock());
    this.patience = times.limits().total();
    for (Lane lane : lanes) {
      workers.put(lane.target(), new TargetWorker(lane, writer, meters, times.clock()));
    }
    this.thread = new Thread(this::run, "leeway-delivery");
    thread.setDaemon(true);
  }

  /** Begins; returns at once, also when Kafka is away. */
  public void start() {
    workers.values().forEach(TargetWorker::start);
    thread.start();
  }

  /** Of reading the outbox and of writing back to it, the worse. */
  public Health.Report health() {
    return writing.report().well() ? health.report() : writing.report();
  }

  /** Ends; an attempt under way is broken off and made again, with its id, at the next start. */
  @Override
  public void close() {
    stopped.countDown();
    workers.values().forEach(TargetWorker::close);
    try {
      thread.join(patience.toMillis());
      for (TargetWorker worker : workers.values()) worker.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }

  private static List<Lane> lanes(DeliverySettings settings, InstantSource clock) {
    return settings.targets().stream().map(target -> Lane.to(target, settings, clock)).toList();
  }

  private void run() {
    Backoff backoff = new Backoff(stopped);
    while (stopped.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = outbox.kafka().member("delivery")) {
        OutboxTail tail = new OutboxTail(consumer, outbox, writer, new Counter());
        Pulse pulse = new Pulse(consumer, outbox.topic(), health);
        while (stopped.getCount() > 0) {
          tail.poll();
          pulse.check("delivering");
          backoff.reset();
          settled.expired().forEach(writer::forget);
        }
      } catch (Throwable e) {
        // The outermost frame: whatever it is, a thread that dies in silence is the worst of
        // faults.
        health.failed(e);
        backoff.pause();
      }
    }
  }

  /** Hands messages to the workers. */
  private final class Counter implements OutboxTail.Desk {

    @Override
    public void start(Collection<Dispatch> all) {
      Map<String, Map<String, Dispatch>> open = new LinkedHashMap<>();
      Map<String, List<Dispatch>> delivered = new LinkedHashMap<>();
      settled.clear();
      for (Dispatch dispatch : all) {
        if (dispatch.state() == Dispatch.State.QUEUED) {
          open.computeIfAbsent(dispatch.target(), target -> new LinkedHashMap<>())
              .put(dispatch.id(), dispatch);
        } else {
          settled.add(dispatch);
          if (dispatch.state() == Dispatch.State.DELIVERED) {
            delivered.computeIfAbsent(dispatch.target(), target -> new ArrayList<>()).add(dispatch);
          }
        }
      }
      delivered.values().forEach(list -> list.sort(Dispatch.BY_AGE));
      workers.forEach((target, worker) -> worker.recall(delivered.getOrDefault(target, List.of())));
      workers.forEach(
          (target, worker) -> worker.reset(open.getOrDefault(target, Map.of()).values()));
      open.keySet().stream().filter(target -> !workers.containsKey(target)).forEach(this::stranger);
    }

    @Override
    public void changed(Dispatch dispatch) {
      TargetWorker worker = workers.get(dispatch.target());
      if (dispatch.state() != Dispatch.State.QUEUED) {
        settled.add(dispatch);
        if (worker != null) worker.remove(dispatch.id());
      } else if (worker != null) {
        settled.remove(dispatch.id());
        worker.offer(dispatch);
      } else {
        stranger(dispatch.target());
      }
    }

    @Override
    public void deleted(String id) {
      settled.remove(id);
      workers.values().forEach(worker -> worker.remove(id));
    }

    private void stranger(String target) {
      LOG.warn("messages wait for the target {}, which is not configured", target);
    }
  }
}
