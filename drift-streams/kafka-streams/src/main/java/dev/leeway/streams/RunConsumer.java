package dev.leeway.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Gives the records of one topic in runs, one for each partition and poll; others as they are. */
final class RunConsumer extends KafkaConsumer<byte[], byte[]> {

  private final String topic;

  RunConsumer(Map<String, Object> config, String topic) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return inRuns(super.poll(timeout), topic);
  }

  /** The same records, those of the topic in runs. */
  static ConsumerRecords<byte[], byte[]> inRuns(
      ConsumerRecords<byte[], byte[]> polled, String topic) {
    if (polled.isEmpty()) return polled;
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> runs = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean packed = partition.topic().equals(topic) && !records.isEmpty();
      runs.put(partition, packed ? List.of(new RecordRun(records).record()) : records);
    }
    return new ConsumerRecords<>(runs, polled.nextOffsets());
  }
}
