package dev.leeway.eventlog;

import dev.leeway.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
  private final SchemaId schema;
  private final LiveProducer producers;
  private final HealthRecord health;
  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean open = true;
  private volatile boolean stopped;
  private volatile @Nullable Append inHand;

  Lane(String topic, SchemaId schema, LiveProducer producers, HealthRecord health) {
    this.topic = topic;
    this.schema = schema;
    this.producers = producers;
    this.health = health;
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
    append.failed(closed());
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
    if (stuck != null) stuck.failed(closed());
    for (Append left = queue.poll(); left != null; left = queue.poll()) {
      left.failed(closed());
    }
    queue.add(END);
  }

  private void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void run() {
    try {
      for (Append next = queue.take(); next != END; next = queue.take()) {
        if (stopped) next.failed(closed());
        inHand = next;
        if (!next.isOver()) hand(next);
        inHand = null;
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.warn("{}: closed with events waiting", topic);
    }
  }

  private void hand(Append append) {
    try {
      send(append);
    } catch (InterruptException e) {
      append.failed(closed());
      throw e;
    } catch (RuntimeException e) {
      boolean neighbour = e instanceof KafkaException || e instanceof RegistryException;
      if (!neighbour) LOG.error("{}: events could not be sent", topic, e);
      failed(append, e);
    }
  }

  private void send(Append append) {
    int schemaId = schema.get();
    Producer<byte[], byte[]> producer = producers.get();
    for (EncodedEvent event : append.events()) {
      if (append.isOver()) return;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, event.key(), event.framed(schemaId));
      try {
        Future<RecordMetadata> unused =
            producer.send(record, (metadata, error) -> answered(append, error));
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | IllegalStateException e) {
        // What a later attempt could mend comes through the callback; this producer is beyond
        // repair.
        producers.discard(producer);
        throw e;
      }
    }
  }

  private void answered(Append append, @Nullable Exception error) {
    if (error == null) {
      health.succeeded();
      append.acknowledged();
    } else {
      failed(append, error);
    }
  }

  private void failed(Append append, Throwable error) {
    if (error instanceof RecordTooLargeException) {
      String detail = topic + " takes no record of this size";
      append.failed(new EventLogException(EventLogException.Kind.TOO_LARGE, detail, error));
      return;
    }
    health.failed(error);
    String detail = topic + ": " + error.getMessage();
    append.failed(new EventLogException(EventLogException.Kind.UNAVAILABLE, detail, error));
  }

  private EventLogException closed() {
    return new EventLogException(EventLogException.Kind.UNAVAILABLE, topic + ": the log is closed");
  }
}
