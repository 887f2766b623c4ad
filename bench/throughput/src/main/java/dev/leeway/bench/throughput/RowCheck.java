package dev.leeway.bench.throughput;

import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Adds up the rows of the newest verdicts: a fast job that loses rows is no job. */
final class RowCheck {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String bootstrapServers;
  private final Topics topics;
  private final VerdictWire wire;
  private final Map<String, Verdict> newest = new HashMap<>();

  RowCheck(Ground ground, Topics topics) {
    bootstrapServers = ground.bootstrapServers();
    this.topics = topics;
    wire = new VerdictWire(ground.registry(), topics);
  }

  /**
   * Returns once the verdicts on the topic have so many rows.
   *
   * @throws ThroughputException if they do not come to have them
   */
  void await(long rows) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topics.partitions())
              .mapToObj(number -> new TopicPartition(topics.verdicts(), number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long found = 0;
      while (found != rows && System.nanoTime() < giveUpAt) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
        found = newest.values().stream().mapToLong(Verdict::rows).sum();
      }
      if (found != rows) {
        throw new ThroughputException(
            "of %d events %d are in verdicts: what was measured is void".formatted(rows, found));
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Verdict verdict = wire.decode(record.value());
      if (verdict.kind() != Verdict.Kind.DRIFT || !verdict.segment().isEmpty()) return;
      newest.merge(verdict.key(), verdict, (a, b) -> a.revision() > b.revision() ? a : b);
    } catch (Undecodable e) {
      throw new ThroughputException("a verdict cannot be read", e);
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Topics.MAX_RECORD_BYTES);
  }
}
