package dev.leeway.bench.throughput;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Form;
import dev.leeway.wire.BatchForm;
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

/**
 * Puts events, or their labels, on a topic as the gateway would: lz4, 64 KiB, partitioned by id.
 * For one thread.
 */
public final class Filling implements AutoCloseable {

  private final EventStream events;
  private final Target target;
  private final Share share;
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
   * @param perSecond events in a second of event time
   * @param content what of an event is sent
   */
  record Target(
      String topic, int partitions, Form form, int batchSchema, int perSecond, Content content) {}

  /** What is sent: an event, or its label. */
  @FunctionalInterface
  public interface Content {
    /** The framed record. */
    byte[] of(EventStream events, long number, Instant time);
  }

  /**
   * What it takes on, so that several can work side by side and each partition stays in order: one
   * in so many of the partitions.
   */
  record Share(int number, int of) {

    static final Share ALL = new Share(0, 1);

    boolean has(int partition) {
      return partition % of == number;
    }
  }

  Filling(String bootstrapServers, EventStream events, Target target, Share share) {
    this.events = events;
    this.target = target;
    this.share = share;
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
   * Makes so many more, and sends those of its share; returns when all is acknowledged.
   *
   * @param start event time of the first event of all
   */
  void more(Instant start, int count) throws InterruptedException {
    long stepNanos = 1_000_000_000L / target.perSecond();
    for (int i = 0; i < count; i++) {
      one(start.plusNanos(made * stepNanos));
    }
    flush();
  }

  /** Events sent so far; those that still wait for their batch to fill up are not. */
  long sent() {
    return sent;
  }

  /** Makes one event; sends it if it is of its share, unless it waits for others. */
  public void one(Instant time) {
    long number = made++;
    byte[] key = events.id(number);
    int partition = Utils.toPositive(Utils.murmur2(key)) % target.partitions();
    if (!share.has(partition)) return;
    byte[] event = target.content().of(events, number, time);
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
