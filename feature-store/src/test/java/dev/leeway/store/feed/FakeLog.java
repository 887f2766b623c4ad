package dev.leeway.store.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Topics in memory, and consumers that read them: of one partition each, and never lost. */
final class FakeLog {

  private static final int EPOCH = 5;

  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private final List<Reader> readers = new ArrayList<>();
  private int refusals;
  private int opened;

  synchronized void create(String topic) {
    topics.put(topic, new ArrayList<>());
  }

  synchronized void append(String topic, String key, byte @Nullable [] value) {
    List<ConsumerRecord<byte[], byte[]>> log = topics.get(topic);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            0,
            log.size(),
            0L,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            key.getBytes(UTF_8),
            value,
            new RecordHeaders(),
            Optional.of(EPOCH));
    log.add(record);
    readers.forEach(reader -> reader.see(record));
  }

  /** The next so many consumers cannot be made. */
  synchronized void refuse(int times) {
    refusals = times;
  }

  synchronized Consumer<byte[], byte[]> open() {
    opened++;
    if (refusals > 0) {
      refusals--;
      throw new KafkaException("no broker");
    }
    Reader reader = new Reader();
    readers.add(reader);
    return reader;
  }

  /** How often a consumer was asked for. */
  synchronized int opened() {
    return opened;
  }

  private synchronized List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
    return List.copyOf(topics.get(partition.topic()));
  }

  private synchronized List<PartitionInfo> partitions(String topic) {
    if (!topics.containsKey(topic)) return List.of();
    return List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0]));
  }

  private final class Reader extends MockConsumer<byte[], byte[]> {

    Reader() {
      super("earliest");
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
      return partitions(topic);
    }

    @Override
    public void assign(java.util.Collection<TopicPartition> partitions) {
      synchronized (FakeLog.this) {
        super.assign(partitions);
        for (TopicPartition partition : partitions) {
          List<ConsumerRecord<byte[], byte[]>> records = records(partition);
          updateBeginningOffsets(Map.of(partition, 0L));
          updateEndOffsets(Map.of(partition, (long) records.size()));
          records.forEach(this::addRecord);
        }
      }
    }

    void see(ConsumerRecord<byte[], byte[]> record) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (closed() || !assignment().contains(partition)) return;
      addRecord(record);
      updateEndOffsets(Map.of(partition, record.offset() + 1));
    }
  }
}
