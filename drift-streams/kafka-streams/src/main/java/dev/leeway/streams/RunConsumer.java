package dev.leeway.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Gives the records of some topics in runs, one for each partition and poll; others as they are.
 */
final class RunConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Set<String> topics;
  private final RunLedger ledger;

  RunConsumer(Map<String, Object> config, Set<String> topics, RunLedger ledger) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topics = topics;
    this.ledger = ledger;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = inRuns(super.poll(timeout), topics);
    for (TopicPartition partition : polled.partitions()) {
      if (topics.contains(partition.topic())) ledger.polled(partition);
    }
    return polled;
  }

  /** The same records, those of the topics in runs. */
  static ConsumerRecords<byte[], byte[]> inRuns(
      ConsumerRecords<byte[], byte[]> polled, Set<String> topics) {
    if (polled.isEmpty()) return polled;
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> runs = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean packed = topics.contains(partition.topic()) && !records.isEmpty();
      runs.put(partition, packed ? List.of(new RecordRun(records).record()) : records);
    }
    return new ConsumerRecords<>(runs, polled.nextOffsets());
  }
}
