package dev.leeway.app.history;

import dev.leeway.app.rows.RowException;
import dev.leeway.store.feed.TopicConsumers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Finds out which offsets of a topic are meant, so that what is read stays the same. */
public final class TopicBounds {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final String topic;

  /**
   * @param kafka connection settings, {@code bootstrap.servers} at the least
   */
  public TopicBounds(Map<String, Object> kafka, String topic) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
  }

  /**
   * All that is there now.
   *
   * @throws IOException if Kafka is away
   * @throws RowException if there is no such topic
   */
  public TopicSpan whole() throws IOException {
    return span(this::kept);
  }

  /**
   * The given offsets.
   *
   * @throws IOException if Kafka is away
   * @throws RowException if there is no such topic, or an offset is not there
   */
  public TopicSpan offsets(SortedMap<Integer, OffsetRange> wanted) throws IOException {
    return span(
        consumer -> {
          SortedMap<Integer, OffsetRange> there = kept(consumer);
          wanted.forEach((partition, range) -> requireThere(partition, range, there));
          return wanted;
        });
  }

  /**
   * What was written from one time (inclusive) to another (exclusive), by the time that the topic
   * keeps: of the topic of predictions that of their receipt.
   *
   * @throws IOException if Kafka is away
   * @throws RowException if there is no such topic
   */
  public TopicSpan times(Instant from, Instant to) throws IOException {
    return span(
        consumer -> {
          SortedMap<Integer, OffsetRange> there = kept(consumer);
          Map<Integer, Long> starts = at(consumer, from, there);
          Map<Integer, Long> ends = at(consumer, to, there);
          SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
          there.forEach(
              (partition, range) -> {
                long start = starts.getOrDefault(partition, range.to());
                long end = ends.getOrDefault(partition, range.to());
                ranges.put(partition, new OffsetRange(start, Math.max(start, end)));
              });
          return ranges;
        });
  }

  private TopicSpan span(Function<Consumer<byte[], byte[]>, SortedMap<Integer, OffsetRange>> ranges)
      throws IOException {
    try (Consumer<byte[], byte[]> consumer = TopicConsumers.open(kafka, "leeway-history")) {
      return new TopicSpan(kafka, topic, ranges.apply(consumer));
    } catch (KafkaException e) {
      throw new IOException(
          "Kafka at " + kafka.get("bootstrap.servers") + ": " + e.getMessage(), e);
    }
  }

  private SortedMap<Integer, OffsetRange> kept(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(topic, TIMEOUT);
    if (found == null || found.isEmpty()) throw RowException.of(topic, "there is no such topic");
    List<TopicPartition> partitions =
        found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, TIMEOUT);
    Map<TopicPartition, Long> last = consumer.endOffsets(partitions, TIMEOUT);
    SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      ranges.put(
          partition.partition(),
          new OffsetRange(first.getOrDefault(partition, 0L), last.getOrDefault(partition, 0L)));
    }
    return ranges;
  }

  private Map<Integer, Long> at(
      Consumer<byte[], byte[]> consumer, Instant time, SortedMap<Integer, OffsetRange> there) {
    Map<TopicPartition, Long> asked =
        there.keySet().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition),
                    partition -> time.toEpochMilli()));
    Map<Integer, Long> found = new TreeMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> each :
        consumer.offsetsForTimes(asked, TIMEOUT).entrySet()) {
      OffsetAndTimestamp offset = each.getValue();
      if (offset != null) found.put(each.getKey().partition(), offset.offset());
    }
    return found;
  }

  private void requireThere(
      int partition, OffsetRange range, SortedMap<Integer, OffsetRange> there) {
    OffsetRange kept = there.get(partition);
    if (kept == null) {
      throw RowException.of(topic, "has no partition " + partition + ", only " + there.keySet());
    }
    if (range.from() < kept.from() || range.to() > kept.to()) {
      throw RowException.of(
          topic + "-" + partition, "holds offsets " + kept + ", " + range + " is asked for");
    }
  }
}
