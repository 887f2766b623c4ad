package dev.leeway.bench.throughput;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Workload;
import dev.leeway.topics.Topics;
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

/** Puts a workload's events on the predictions topic, as the gateway would: lz4, 64 KiB, by id. */
final class Filling {

  /** Events of one second of event time. */
  private static final int RATE = 10_000;

  private static final int MICROS = 1_000_000;

  private final Workload workload;
  private final EventStream events;
  private final Topics topics;
  private final Instant start;
  private final int batchSchema;
  private final List<List<byte[]>> open = new ArrayList<>();
  private @Nullable Future<RecordMetadata> newest;
  private long made;
  private long sent;

  /**
   * @param start event time of the first event
   * @param batchSchema the id of {@link BatchForm#schema} in the registry
   */
  Filling(Workload workload, EventStream events, Topics topics, Instant start, int batchSchema) {
    this.workload = workload;
    this.events = events;
    this.topics = topics;
    this.start = start;
    this.batchSchema = batchSchema;
    for (int i = 0; i < workload.partitions(); i++) {
      open.add(new ArrayList<>());
    }
  }

  /**
   * Sends for the given time, or until so many are there.
   *
   * @return how many are there
   */
  long fill(String bootstrapServers, Duration atMost, long most) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
      while (sent == 0 || (sent < most && System.nanoTime() < end)) {
        one(producer);
      }
      producer.flush();
      if (newest != null) newest.get();
    } catch (ExecutionException e) {
      throw new ThroughputException("an event was not acknowledged", e);
    }
    return sent;
  }

  private void one(KafkaProducer<byte[], byte[]> producer) {
    byte[] key = events.id(made);
    Instant time = start.plusNanos(made * 1_000L * (MICROS / RATE));
    byte[] event = events.event(made++, time);
    int partition = Utils.toPositive(Utils.murmur2(key)) % workload.partitions();
    int together = workload.form().eventsPerRecord();
    if (together == 1) {
      send(producer, partition, key, event);
      return;
    }
    List<byte[]> batch = open.get(partition);
    batch.add(event);
    if (batch.size() == together) {
      send(producer, partition, key, BatchForm.encode(batchSchema, batch));
      batch.clear();
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, int partition, byte[] key, byte[] value) {
    newest = producer.send(new ProducerRecord<>(topics.predictions(), partition, key, value));
    sent += workload.form().eventsPerRecord();
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.LINGER_MS_CONFIG,
        5,
        ProducerConfig.BATCH_SIZE_CONFIG,
        64 * 1024,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        64L * 1024 * 1024);
  }
}
