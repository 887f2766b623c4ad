package dev.leeway.bench.throughput;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The offsets that a consumer group has committed: seen from outside, whatever the engine. */
final class CommittedCount implements Counting {

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Admin admin;
  private final String group;
  private final String topic;
  private final List<ChildProcess> stages;
  private final Duration patience;
  private long last;
  private int partitions;

  /**
   * @param topic the one whose records count
   * @param patience how long the count may stand still
   */
  CommittedCount(
      Admin admin, String group, String topic, List<ChildProcess> stages, Duration patience) {
    this.admin = admin;
    this.group = group;
    this.topic = topic;
    this.stages = List.copyOf(stages);
    this.patience = patience;
  }

  @Override
  public long next() throws InterruptedException {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    long now = committed();
    while (now <= last) {
      stages.forEach(ChildProcess::requireAlive);
      if (System.nanoTime() > giveUpAt) {
        throw new ThroughputException("stands at record " + last + " since " + patience);
      }
      Thread.sleep(LOOK.toMillis());
      now = committed();
    }
    last = now;
    return now;
  }

  /** Whether records of so many partitions have been read. */
  boolean isOf(int wanted) {
    return partitions >= wanted;
  }

  private long committed() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      long sum = 0;
      partitions = 0;
      for (Map.Entry<TopicPartition, OffsetAndMetadata> one : offsets.entrySet()) {
        if (one.getKey().topic().equals(topic) && one.getValue() != null) {
          sum += one.getValue().offset();
          if (one.getValue().offset() > 0) partitions++;
        }
      }
      return sum;
    } catch (ExecutionException e) {
      throw new ThroughputException("Kafka does not tell what has been committed", e);
    }
  }
}
