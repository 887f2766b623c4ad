package dev.leeway.app.history;

import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.app.rows.RowException;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.store.feed.TopicConsumers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A fixed part of a topic that can be read any number of times: partition by partition, in the
 * order of the offsets, committed records only. So every reading gives the same records in the same
 * order.
 */
public final class TopicSpan {

  /** How long a broker may give nothing, though there is more, before it counts as away. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> kafka;
  private final String topic;
  private final SortedMap<Integer, OffsetRange> ranges;

  TopicSpan(Map<String, Object> kafka, String topic, SortedMap<Integer, OffsetRange> ranges) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
    this.ranges = unmodifiableSortedMap(new TreeMap<>(ranges));
  }

  /** Takes the records one by one. */
  @FunctionalInterface
  public interface RecordVisitor {

    void record(ConsumerRecord<byte[], byte[]> record);
  }

  public String topic() {
    return topic;
  }

  /** What is read, by partition. */
  public SortedMap<Integer, OffsetRange> ranges() {
    return ranges;
  }

  /** As it is written on the command line. */
  public String offsets() {
    return ranges.entrySet().stream()
        .map(range -> range.getKey() + ":" + range.getValue())
        .collect(Collectors.joining(","));
  }

  /**
   * Reads all records.
   *
   * @throws UncheckedIOException if Kafka is away
   * @throws RowException if records of the range are there no longer
   */
  public void forEach(RowProgress progress, RecordVisitor visitor) {
    long total = ranges.values().stream().mapToLong(OffsetRange::size).sum();
    long done = 0;
    try (Consumer<byte[], byte[]> consumer = TopicConsumers.open(kafka, "leeway-history")) {
      for (Map.Entry<Integer, OffsetRange> entry : ranges.entrySet()) {
        TopicPartition partition = new TopicPartition(topic, entry.getKey());
        OffsetRange range = entry.getValue();
        consumer.assign(List.of(partition));
        requireKept(consumer, partition, range);
        consumer.seek(partition, range.from());
        long before = done;
        read(
            consumer,
            partition,
            range,
            record -> {
              progress.at(before + record.offset() - range.from(), total);
              visitor.record(record);
            });
        done += range.size();
      }
    } catch (KafkaException e) {
      throw new UncheckedIOException(new IOException(topic + ": " + e.getMessage(), e));
    }
  }

  /** Retention may have taken the first records since the last reading. */
  private static void requireKept(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, OffsetRange range) {
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (range.size() > 0 && first > range.from()) {
      throw RowException.of(
          partition.toString(), "begins at offset " + first + ", not at " + range.from());
    }
  }

  private void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      OffsetRange range,
      RecordVisitor visitor) {
    Duration waited = Duration.ZERO;
    long position = range.from();
    while (position < range.to()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < range.to()) visitor.record(record);
      }
      long now = consumer.position(partition);
      waited = now > position ? Duration.ZERO : waited.plus(POLL);
      position = now;
      if (waited.compareTo(PATIENCE) > 0) {
        throw new UncheckedIOException(
            new IOException(partition + " stands at offset " + position + " of " + range.to()));
      }
    }
  }
}
