package dev.leeway.bench.throughput;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Form;
import dev.leeway.wire.BatchForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Puts events on a predictions topic as the gateway would: lz4, 64 KiB, partitioned by id. */
final class Filling implements AutoCloseable {

  /** Nanoseconds of event time from one event to the next: 10,000 events are a second. */
  private static final long STEP_NANOS = 100_000;

  private final EventStream events;
  private final Target target;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<List<byte[]>> open = new ArrayList<>();
  private @Nullable Future<RecordMetadata> newest;
  private long made;
  private long sent;

  /**
   * Where events go.
   *
   * @param form records of one event, or of several
   * @param batchSchema the id of {@link BatchForm#schema} in the registry
   */
  record Target(String topic, int partitions, Form form, int batchSchema) {}

  Filling(String bootstrapServers, EventStream events, Target target) {
    this.events = events;
    this.target = target;
    for (int i = 0; i < target.partitions(); i++) {
      open.add(new ArrayList<>());
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L * 1024 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends for the given time, one record at least; returns when all is acknowledged.
   *
   * @param start event time of the first event
   */
  void fill(Instant start, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (sent == 0 || System.nanoTime() < end) {
      one(start.plusNanos(made * STEP_NANOS));
    }
    flush();
  }

  /** Sends so many more; returns when all is acknowledged. */
  void more(Instant start, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      one(start.plusNanos(made * STEP_NANOS));
    }
    flush();
  }

  /** Events sent so far; those that still wait for their batch to fill up are not. */
  long sent() {
    return sent;
  }

  /** Makes one event, and sends it unless it waits for others. */
  void one(Instant time) {
    byte[] key = events.id(made);
    byte[] event = events.event(made++, time);
    int partition = Utils.toPositive(Utils.murmur2(key)) % target.partitions();
    int together = target.form().eventsPerRecord();
    if (together == 1) {
      send(partition, key, event);
      return;
    }
    List<byte[]> batch = open.get(partition);
    batch.add(event);
    if (batch.size() == together) {
      send(partition, key, BatchForm.encode(target.batchSchema(), batch));
      batch.clear();
    }
  }

  private void send(int partition, byte[] key, byte[] value) {
    newest = producer.send(new ProducerRecord<>(target.topic(), partition, key, value));
    sent += target.form().eventsPerRecord();
  }

  private void flush() throws InterruptedException {
    producer.flush();
    try {
      if (newest != null) newest.get();
    } catch (ExecutionException e) {
      throw new ThroughputException("an event was not acknowledged", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
