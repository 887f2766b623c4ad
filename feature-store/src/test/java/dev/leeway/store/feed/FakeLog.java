package dev.leeway.store.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Topics in memory, and consumers that read them: of one partition each, and never lost. */
final class FakeLog {

  private static final long MOMENT_MILLIS = 5;

  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private final List<Reader> readers = new ArrayList<>();
  private int refusals;
  private int opened;

  synchronized void create(String topic) {
    topics.put(topic, new ArrayList<>());
  }

  synchronized void append(String topic, String key, byte @Nullable [] value) {
    append(next(topic, key, value));
  }

  synchronized void append(ConsumerRecord<byte[], byte[]> record) {
    topics.get(record.topic()).add(record);
    readers.forEach(reader -> reader.see(record));
    notifyAll();
  }

  /** The record as it will be if it is appended next. */
  synchronized ConsumerRecord<byte[], byte[]> next(
      String topic, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic, 0, topics.get(topic).size(), key.getBytes(UTF_8), value);
  }

  /** Forgets all records, as if the topic were made anew. */
  synchronized void clear(String topic) {
    topics.get(topic).clear();
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

    private final Set<TopicPartition> sought = new HashSet<>();

    Reader() {
      super("earliest");
    }

    /**
     * Takes the log's lock before the consumer's, as everywhere here: poll may seek. Waits a moment
     * when there is nothing, as a real one does; a mock's reader would keep the log to itself.
     */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      synchronized (FakeLog.this) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        if (records.isEmpty()) awaitChange();
        return records;
      }
    }

    private void awaitChange() {
      try {
        FakeLog.this.wait(MOMENT_MILLIS);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      return partitions(topic);
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
      synchronized (FakeLog.this) {
        super.assign(partitions);
        for (TopicPartition partition : partitions) {
          updateBeginningOffsets(Map.of(partition, 0L));
          updateEndOffsets(Map.of(partition, (long) records(partition).size()));
        }
      }
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
      synchronized (FakeLog.this) {
        super.seek(partition, offset);
        fill(partition);
      }
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
      synchronized (FakeLog.this) {
        super.seekToBeginning(partitions);
        partitions.forEach(this::fill);
      }
    }

    private void fill(TopicPartition partition) {
      sought.add(partition);
      List<ConsumerRecord<byte[], byte[]>> all = records(partition);
      all.forEach(this::addRecord);
      // More may have come since the partition was assigned.
      updateEndOffsets(Map.of(partition, (long) all.size()));
    }

    void see(ConsumerRecord<byte[], byte[]> record) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (closed() || !sought.contains(partition)) return;
      addRecord(record);
      updateEndOffsets(Map.of(partition, record.offset() + 1));
    }
  }
}
