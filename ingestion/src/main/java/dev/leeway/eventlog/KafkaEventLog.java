package dev.leeway.eventlog;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.BatchForm;
import dev.leeway.wire.RecordCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.Schema;
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
  private final ExecutorService registrar;
  private final Map<EventKind, Lane> lanes = new EnumMap<>(EventKind.class);

  /** Starts the log's threads; connects when the first event comes. */
  public static KafkaEventLog open(ProducerSettings settings, Surroundings surroundings) {
    return new KafkaEventLog(settings::newProducer, surroundings, newRegistrar());
  }

  /**
   * What the log works with.
   *
   * @param forms how predictions are written
   */
  public record Surroundings(
      SchemaRegistry registry, Topics topics, InstantSource clock, WireForms forms) {}

  /**
   * @param producers makes a producer, and another one once the last is beyond repair
   * @param registrar registers schemas that can be done without; ends with the log
   */
  KafkaEventLog(
      Supplier<Producer<byte[], byte[]>> producers,
      Surroundings surroundings,
      ExecutorService registrar) {
    this.registrar = registrar;
    this.producer = new LiveProducer(producers);
    this.health = new HealthRecord(surroundings.clock);
    for (EventKind kind : EventKind.values()) {
      String topic = kind.topic(surroundings.topics);
      SchemaId schema = new SchemaId(surroundings.registry, topic, kind.schema());
      Outflow.Forms forms =
          kind == EventKind.PREDICTION ? forms(topic, surroundings) : Outflow.Forms.PLAIN;
      Outflow out = new Outflow(new Outflow.Place(topic, schema), producer, health, forms);
      Lane lane = new Lane(topic, out);
      lanes.put(kind, lane);
      lane.start();
    }
  }

  private Outflow.Forms forms(String topic, Surroundings surroundings) {
    WireForms forms = surroundings.forms;
    Registration.Behind behind =
        new Registration.Behind(surroundings.registry, registrar, surroundings.clock);
    Schema batch = BatchForm.schema();
    String subject = RecordCodec.subject(topic, batch);
    return new Outflow.Forms(
        new TypedForms(topic, forms.columns(), behind),
        forms.batching(),
        forms.batching().packs()
            ? new Registration(new Registration.Wanted(subject, batch), behind)
            : null);
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
    registrar.shutdownNow();
  }

  /** A thread only while a schema is to be registered. */
  static ExecutorService newRegistrar() {
    return new ThreadPoolExecutor(
        0,
        1,
        1,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        work -> {
          Thread thread = new Thread(work, "leeway-log-schemas");
          thread.setDaemon(true);
          return thread;
        });
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
