package dev.leeway.eventlog;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * The event log on Kafka: key is the prediction's id, value framed Avro, partition by Kafka's own
 * hash of the key, so predictions and labels of one id meet on the same partition number.
 *
 * <p>Callers never wait: a thread per topic hands the events to the producer, which may block while
 * it knows no broker. The queues before those threads have no bound of their own; the gateway
 * bounds its bytes in flight, the emitter its events.
 */
public final class KafkaEventLog implements EventLog, AutoCloseable {

  private final LiveProducer producer;
  private final HealthRecord health;
  private final Map<EventKind, Lane> lanes = new EnumMap<>(EventKind.class);

  /** Starts the log's threads; connects when the first event comes. */
  public static KafkaEventLog open(
      ProducerSettings settings, SchemaRegistry registry, Topics topics, InstantSource clock) {
    return new KafkaEventLog(settings::newProducer, registry, topics, clock);
  }

  /**
   * @param producers makes a producer, and another one once the last is beyond repair
   */
  KafkaEventLog(
      Supplier<Producer<byte[], byte[]>> producers,
      SchemaRegistry registry,
      Topics topics,
      InstantSource clock) {
    this.producer = new LiveProducer(producers);
    this.health = new HealthRecord(clock);
    for (EventKind kind : EventKind.values()) {
      String topic = kind.topic(topics);
      SchemaId schema = new SchemaId(registry, topic, kind.schema());
      Lane lane = new Lane(topic, schema, producer, health);
      lanes.put(kind, lane);
      lane.start();
    }
  }

  @Override
  public CompletableFuture<Void> append(EventKind kind, List<EncodedEvent> events) {
    Append append = new Append(events);
    lane(kind).take(append);
    return append.done();
  }

  @Override
  public LogHealth health() {
    return health.read();
  }

  /** {@link #close(Duration)} with Kafka's default delivery timeout of this log, 10 s. */
  @Override
  public void close() {
    close(ProducerSettings.DELIVERY_TIMEOUT);
  }

  /**
   * Takes no more events and waits as long as given for what is on its way. What is not
   * acknowledged then has failed.
   */
  public void close(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    lanes.values().forEach(Lane::stopTaking);
    lanes.values().forEach(lane -> lane.join(remaining(end)));
    producer.close(remaining(end));
  }

  private Lane lane(EventKind kind) {
    Lane lane = lanes.get(kind);
    if (lane == null) throw new AssertionError(kind);
    return lane;
  }

  private static Duration remaining(long endNanos) {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
