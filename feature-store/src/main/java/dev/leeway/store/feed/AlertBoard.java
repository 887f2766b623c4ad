package dev.leeway.store.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.store.StoreMeters;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every alert as it stands, in memory. The alerts topic is compacted, so it is read from its
 * beginning at every start; one alert is there once or a few times.
 */
public final class AlertBoard implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlertBoard.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_TOPIC = Duration.ofSeconds(1);

  private final String topic;
  private final RecordCodec<AlertRecord> codec;
  private final StoreMeters meters;
  private final Feed feed;
  private volatile Optional<Map<String, AlertRecord>> board = Optional.empty();

  /**
   * @param consumers makes a consumer as {@link TopicConsumers#open} does; asked again after a
   *     failure
   */
  public AlertBoard(
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      SchemaRegistry registry,
      Topics topics,
      StoreMeters meters) {
    this.topic = topics.alerts();
    this.codec =
        new RecordCodec<>(registry, RecordCodec.subject(topic), AlertRecord.getClassSchema());
    this.meters = meters;
    this.feed = new Feed("leeway-alert-board", consumers, this::read, meters::retry);
  }

  /** Starts to read, on a thread of its own. */
  public void start() {
    feed.start();
  }

  public FeedHealth health() {
    return feed.health();
  }

  /**
   * The alerts, in no order; empty until the topic has been read to its end once, because a
   * half-read board would call firing alerts quiet. While Kafka is away it shows what it knew last.
   */
  public Optional<List<AlertRecord>> alerts() {
    return board.map(alerts -> List.copyOf(alerts.values()));
  }

  @Override
  public void close() {
    feed.close();
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    Partitions partitions = Partitions.of(consumer, List.of(topic));
    while (!feed.closing() && partitions.existing().isEmpty()) {
      feed.waitingFor("the topic " + topic);
      feed.pause(LOOK_FOR_TOPIC);
      partitions = Partitions.of(consumer, List.of(topic));
    }
    consumer.assign(partitions.existing());
    consumer.seekToBeginning(partitions.existing());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.existing());
    // Into a fresh map, or reading anew after a failure would show old states for a while.
    Map<String, AlertRecord> alerts = new ConcurrentHashMap<>();
    boolean caughtUp = false;
    while (!feed.closing()) {
      if (!caughtUp && hasReached(consumer, ends)) {
        caughtUp = true;
        board = Optional.of(alerts);
      }
      if (caughtUp) feed.running();
      consumer.poll(POLL).forEach(record -> put(alerts, record));
    }
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void put(Map<String, AlertRecord> alerts, ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    try {
      if (record.value() == null) {
        alerts.remove(key);
      } else {
        alerts.put(key, codec.decode(record.value()));
      }
    } catch (Undecodable e) {
      meters.undecodable(topic, e.reason());
      log.error(
          "passed over {}-{} offset {}: {}",
          topic,
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }
}
