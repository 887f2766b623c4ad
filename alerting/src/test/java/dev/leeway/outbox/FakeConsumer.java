package dev.leeway.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock consumer, fed from the fake broker's logs. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

  private final FakeKafka kafka;
  private final String group;

  /** Apart from the mock's own flag, which is behind a lock that poll() holds. */
  private volatile boolean left;

  FakeConsumer(FakeKafka kafka, String group) {
    super("earliest");
    this.kafka = kafka;
    this.group = group;
    kafka
        .topics()
        .all()
        .forEach(
            spec -> {
              Map<TopicPartition, Long> starts = new HashMap<>();
              kafka.partitions(spec.name()).forEach(partition -> starts.put(partition, 0L));
              updateBeginningOffsets(starts);
              updatePartitions(
                  spec.name(),
                  kafka.partitions(spec.name()).stream()
                      .map(
                          partition ->
                              new PartitionInfo(
                                  spec.name(), partition.partition(), null, null, null))
                      .toList());
            });
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    kafka.check();
    if (!subscription().isEmpty()) {
      Set<TopicPartition> mine = new HashSet<>();
      if (kafka.owns(this, group)) {
        subscription().forEach(topic -> mine.addAll(kafka.partitions(topic)));
      }
      if (!mine.equals(assignment())) {
        rebalance(mine);
        return super.poll(Duration.ZERO);
      }
    }
    for (TopicPartition partition : assignment()) {
      if (paused().contains(partition)) continue;
      kafka.from(partition, position(partition)).forEach(this::addRecord);
    }
    ConsumerRecords<byte[], byte[]> records = super.poll(Duration.ZERO);
    if (records.isEmpty()) kafka.awaitChange();
    return records;
  }

  boolean left() {
    return left;
  }

  @Override
  public void close() {
    left = true;
    super.close();
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    kafka.check();
    Map<TopicPartition, Long> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, kafka.end(partition)));
    return ends;
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
    kafka.check();
    return partitionsFor(topic);
  }

  /** Everything on this broker was received a moment ago. */
  @Override
  public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times) {
    kafka.check();
    Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
    times.forEach(
        (partition, time) -> {
          boolean some = kafka.end(partition) > 0;
          offsets.put(partition, some ? new OffsetAndTimestamp(0, time) : null);
        });
    return offsets;
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return OptionalLong.of(kafka.end(partition) - position(partition));
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions) {
    kafka.check();
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    kafka
        .places(group)
        .forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
    committed.keySet().retainAll(partitions);
    return committed;
  }
}
