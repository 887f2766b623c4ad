package dev.leeway.app.registry;

import dev.leeway.registry.LedgerEntry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.RegistryException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's entries on their topic. Each is written in a transaction of its own, under an id
 * that only the newest writer holds: of two processes on one topic the older one fails instead of
 * giving an id away twice. For one thread at a time.
 */
final class SchemaTopic implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final String topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * @param client what every client of this cluster needs, at least {@code bootstrap.servers}
   */
  SchemaTopic(Map<String, Object> client, String topic) {
    this.client = Map.copyOf(client);
    this.topic = topic;
  }

  /** Whether entries can be written; if not, {@link #open} and look at what is there first. */
  boolean isOpen() {
    return producer != null;
  }

  /**
   * Takes the pen from whoever held it, and reads all that was written so far.
   *
   * @throws RegistryException UNAVAILABLE if Kafka does not answer; INVALID if there are records
   *     that are no entries
   */
  List<LedgerEntry> open() {
    close();
    KafkaProducer<byte[], byte[]> opened =
        new KafkaProducer<>(producerConfig(), new ByteArraySerializer(), new ByteArraySerializer());
    try {
      // Ends what an earlier writer left open, so nothing is added behind what is read now.
      opened.initTransactions();
      List<LedgerEntry> entries = readAll();
      producer = opened;
      return entries;
    } catch (KafkaException e) {
      throw away(e);
    } finally {
      if (producer == null) opened.close(Duration.ZERO);
    }
  }

  /**
   * Writes the entry and returns when Kafka has it safely.
   *
   * @throws RegistryException UNAVAILABLE if that is not sure; the topic has to be opened again
   */
  void write(LedgerEntry entry) {
    KafkaProducer<byte[], byte[]> pen = producer;
    if (pen == null) throw new IllegalStateException("not open");
    boolean written = false;
    try {
      pen.beginTransaction();
      // The commit waits for it and fails with it.
      var unused =
          pen.send(new ProducerRecord<>(topic, 0, EntryJson.key(entry), EntryJson.value(entry)));
      pen.commitTransaction();
      written = true;
    } catch (KafkaException e) {
      throw away(e);
    } finally {
      if (!written) close();
    }
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> pen = producer;
    producer = null;
    if (pen != null) pen.close(Duration.ZERO);
  }

  private List<LedgerEntry> readAll() {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<LedgerEntry> entries = new ArrayList<>();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        if (System.nanoTime() > deadline) {
          throw new RegistryException(
              Kind.UNAVAILABLE, "topic " + topic + " was not read within " + TIMEOUT);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) add(entries, record);
      }
    }
    return entries;
  }

  private void add(List<LedgerEntry> entries, ConsumerRecord<byte[], byte[]> record) {
    try {
      EntryJson.parse(record.key(), record.value()).ifPresent(entries::add);
    } catch (IOException e) {
      throw new RegistryException(
          Kind.INVALID, "topic %s offset %d is no entry".formatted(topic, record.offset()), e);
    }
  }

  private RegistryException away(KafkaException e) {
    return new RegistryException(
        Kind.UNAVAILABLE, "topic " + topic + " cannot be used now: " + e.getMessage(), e);
  }

  private Map<String, Object> producerConfig() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-writer");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // A schema is at most 256 KiB.
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
    return config;
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return config;
  }
}
