package dev.leeway.app.meters;

import dev.leeway.registry.RegistryException;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the verdicts topic and shows each in the meters. */
public final class VerdictFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VerdictFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** How far back it reads at the start, so that a restart does not empty the dashboards. */
  private static final Duration BACK = Duration.ofDays(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Topics topics;
  private final VerdictWire wire;
  private final VerdictMeters meters;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::run, "leeway-verdict-meters");
  private final long startedAt;
  private volatile boolean closing;
  private volatile String trouble = "";

  /**
   * @param kafka connection settings
   */
  public VerdictFeed(
      Map<String, Object> kafka,
      Topics topics,
      VerdictWire wire,
      VerdictMeters meters,
      InstantSource clock) {
    this(consumer(kafka), topics, wire, meters, clock);
  }

  VerdictFeed(
      Consumer<byte[], byte[]> consumer,
      Topics topics,
      VerdictWire wire,
      VerdictMeters meters,
      InstantSource clock) {
    this.consumer = consumer;
    this.topics = topics;
    this.wire = wire;
    this.meters = meters;
    this.clock = clock;
    startedAt = clock.millis();
    thread.setDaemon(true);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public void start() {
    thread.start();
  }

  /** What keeps it from reading; empty while it reads. */
  public String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      boolean assigned = false;
      while (!closing) {
        assigned = step(assigned);
      }
    }
  }

  private boolean step(boolean assigned) {
    try {
      if (!assigned) assign();
      read();
      trouble = "";
      return true;
    } catch (WakeupException e) {
      return assigned;
    } catch (RegistryException e) {
      failed(e);
      return true;
    } catch (KafkaException e) {
      failed(e);
      return assigned && !consumer.assignment().isEmpty();
    }
  }

  /** One line when it begins, not one for each attempt. */
  private void failed(RuntimeException e) {
    if (trouble.isEmpty()) LOG.warn("Verdicts could not be read, trying again: {}", e.toString());
    trouble = e.toString();
  }

  private void assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.verdicts()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> since = new HashMap<>();
    long from = clock.instant().minus(BACK).toEpochMilli();
    partitions.forEach(partition -> since.put(partition, from));
    consumer.seekToEnd(partitions);
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(since).entrySet()) {
      if (found.getValue() != null) consumer.seek(found.getKey(), found.getValue().offset());
    }
  }

  /** Shows what has come; what could not be decoded now is read again at the next poll. */
  private void read() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    Map<TopicPartition, Long> toShow = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      toShow.put(partition, records.records(partition).get(0).offset());
    }
    try {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        show(record);
        toShow.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
    } catch (RegistryException e) {
      toShow.forEach(consumer::seek);
      throw e;
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    try {
      Verdict verdict = wire.decode(record.value());
      // What was told before this process began was counted by the process before it.
      if (record.timestamp() >= startedAt) meters.count(verdict);
      meters.show(verdict);
    } catch (Undecodable e) {
      LOG.error("Record {} of {} is no verdict: {}", record.offset(), record.topic(), e.toString());
    }
  }
}
