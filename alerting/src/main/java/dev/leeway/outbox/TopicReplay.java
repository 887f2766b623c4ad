package dev.leeway.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic from its beginning to where its end was when reading began. */
public final class TopicReplay {

  private static final Duration POLL = Duration.ofMillis(200);

  /** So many empty polls in a row, two minutes, mean that the broker does not answer. */
  private static final int MOST_EMPTY_POLLS = 600;

  private final KafkaAccess kafka;

  public TopicReplay(KafkaAccess kafka) {
    this.kafka = kafka;
  }

  /**
   * Hands over every committed record, in order within a partition; a record without a value
   * deletes its key.
   *
   * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now
   */
  public void read(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> to) {
    try (Consumer<byte[], byte[]> consumer = kafka.reader()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      int empty = 0;
      while (!reached(consumer, ends)) {
        int before = empty;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          to.accept(record);
          empty = 0;
        }
        if (empty == before && ++empty > MOST_EMPTY_POLLS) {
          throw new TimeoutException(topic + " could not be read to its end");
        }
      }
    }
  }

  /** Whether the consumer has come to the given offsets. */
  public static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
