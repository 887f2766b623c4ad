package dev.leeway.store.feed;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.store.Advance;
import dev.leeway.store.Batch;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.StoreMeters;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings verdicts and window profiles from their topics into the results store, each exactly once.
 *
 * <p>It belongs to no consumer group. Where it goes on is written in the store, in the transaction
 * that keeps the rows, so a kill at any time leaves both or neither.
 */
public final class ResultsWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ResultsWriter.class);

  private static final Duration POLL = Duration.ofMillis(500);

  /** How often to look for new partitions, and for a topic that is missing. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  private static final Duration LOOK_FOR_MISSING = Duration.ofSeconds(1);

  private final ResultsStore store;
  private final StoreMeters meters;
  private final ResultRecords records;
  private final List<String> topics;
  private final Feed feed;
  private volatile OptionalLong lag = OptionalLong.empty();

  /**
   * @param consumers makes a consumer as {@link TopicConsumers#open} does; asked again after a
   *     failure
   */
  public ResultsWriter(
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      Codecs codecs,
      ResultsStore store,
      StoreMeters meters) {
    this.store = store;
    this.meters = meters;
    this.records = new ResultRecords(codecs.registry(), codecs.topics(), meters);
    this.topics = List.of(codecs.topics().verdicts(), codecs.topics().profiles());
    this.feed = new Feed("leeway-results-writer", consumers, this::read, meters::retry);
    meters.lag(this, ResultsWriter::lagOrUnknown);
    meters.running(this, writer -> writer.health().healthy() ? 1 : 0);
  }

  /** Starts to read, on a thread of its own. */
  public void start() {
    feed.start();
  }

  public FeedHealth health() {
    return feed.health();
  }

  /** Records not yet applied; empty until it is known. */
  public OptionalLong lag() {
    return lag;
  }

  /** Ends after the batch that is being applied. */
  @Override
  public void close() {
    feed.close();
  }

  private double lagOrUnknown() {
    OptionalLong known = lag;
    return known.isPresent() ? known.getAsLong() : Double.NaN;
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    lag = OptionalLong.empty();
    while (!feed.closing()) {
      Partitions partitions = Partitions.of(consumer, topics);
      if (partitions.existing().isEmpty()) {
        feed.waitingFor("the topics " + partitions.missing());
        feed.pause(LOOK_FOR_MISSING);
      } else {
        consumer.assign(partitions.existing());
        SameLog proof = new SameLog();
        Map<TopicPartition, Long> stored = seek(consumer, partitions.existing(), proof);
        Duration time = partitions.missing().isEmpty() ? LOOK : LOOK_FOR_MISSING;
        long started = System.nanoTime();
        while (!feed.closing() && System.nanoTime() - started < time.toNanos()) {
          apply(proof.fresh(consumer, consumer.poll(POLL)), stored);
          lag = lag(consumer);
          feed.running();
        }
      }
    }
  }

  /** Goes to where the store says; tells what it said. */
  private Map<TopicPartition, Long> seek(
      Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, SameLog proof) {
    Map<TopicPartition, Position> known = new HashMap<>();
    for (Position position : store.positions()) {
      known.put(new TopicPartition(position.topic(), position.partition()), position);
    }
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> stored = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Position position = known.get(partition);
      if (position == null) {
        consumer.seekToBeginning(List.of(partition));
        continue;
      }
      stored.put(partition, position.nextOffset());
      proof.seek(consumer, partition, position);
      long expired = oldest.getOrDefault(partition, 0L) - position.nextOffset();
      if (expired > 0) {
        log.warn("{} records of {} expired before they were read", expired, partition);
      }
    }
    return stored;
  }

  private void apply(List<ConsumerRecord<byte[], byte[]>> fresh, Map<TopicPartition, Long> stored) {
    if (fresh.isEmpty()) return;
    Map<TopicPartition, Position> reached = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : fresh) {
      reached.put(new TopicPartition(record.topic(), record.partition()), SameLog.after(record));
    }
    List<Advance> advances = new ArrayList<>();
    reached.forEach(
        (partition, to) -> {
          Long from = stored.get(partition);
          advances.add(
              new Advance(from == null ? OptionalLong.empty() : OptionalLong.of(from), to));
        });
    ResultRecords.Decoded decoded = records.decode(fresh);
    meters.rows(store.apply(new Batch(decoded.verdicts(), decoded.profiles(), advances)));
    reached.forEach((partition, to) -> stored.put(partition, to.nextOffset()));
  }

  private static OptionalLong lag(Consumer<byte[], byte[]> consumer) {
    long sum = 0;
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong one = consumer.currentLag(partition);
      if (one.isEmpty()) return OptionalLong.empty();
      sum += one.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** What the records are decoded with. */
  public record Codecs(SchemaRegistry registry, Topics topics) {}
}
