package dev.leeway.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Gives the records of some topics in runs, one for each partition and poll; others as they are.
 * The bytes of a run's records stay where the client put them.
 */
final class RunConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Set<String> topics;
  private final RunLedger ledger;

  RunConsumer(Map<String, Object> config, Set<String> topics, RunLedger ledger) {
    super(config, lying(topics), lying(topics));
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

  /** The same records, those of the topics, whose keys and values are buffers, in runs. */
  static ConsumerRecords<byte[], byte[]> inRuns(
      ConsumerRecords<byte[], byte[]> polled, Set<String> topics) {
    if (polled.isEmpty()) return polled;
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> runs = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean packed = topics.contains(partition.topic()) && !records.isEmpty();
      runs.put(partition, packed ? List.of(new RecordRun(buffers(records)).record()) : records);
    }
    return new ConsumerRecords<>(runs, polled.nextOffsets());
  }

  /**
   * The types of keys and values are those of all topics together, so some topics' cannot be others
   * without this.
   */
  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<ByteBuffer, ByteBuffer>> buffers(List<?> records) {
    return (List<ConsumerRecord<ByteBuffer, ByteBuffer>>) records;
  }

  @SuppressWarnings("unchecked")
  private static Deserializer<byte[]> lying(Set<String> topics) {
    Deserializer<?> deserializer = new Lying(topics);
    return (Deserializer<byte[]>) deserializer;
  }

  /** Buffers of some topics, arrays of the others. */
  private record Lying(Set<String> topics) implements Deserializer<Object> {

    private static final ByteArrayDeserializer COPYING = new ByteArrayDeserializer();

    @Override
    public Object deserialize(String from, Headers headers, ByteBuffer data) {
      return topics.contains(from) ? data : COPYING.deserialize(from, headers, data);
    }

    @Override
    public Object deserialize(String from, byte[] data) {
      return topics.contains(from) ? ByteBuffer.wrap(data) : data;
    }
  }
}
