package dev.leeway.outbox;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker every few seconds whether it is there. A consumer's poll does not tell: it
 * returns nothing, just as if nothing had happened. For one thread.
 */
public final class Pulse {

  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Health health;
  private long lastNanos;
  private boolean asked;

  public Pulse(Consumer<byte[], byte[]> consumer, String topic, Health health) {
    this.consumer = consumer;
    this.topic = topic;
    this.health = health;
  }

  /**
   * Asks if it is time to, and tells health.
   *
   * @param work what the owner of the partitions does, in a word
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer or has no such
   *     topic
   */
  public void check(String work) {
    long now = System.nanoTime();
    if (!asked || now - lastNanos >= PERIOD.toNanos()) {
      ask();
      asked = true;
      lastNanos = now;
    }
    if (!consumer.assignment().isEmpty()) {
      health.well(work);
    } else if (consumer.groupMetadata().generationId() >= 0) {
      health.well("standing by");
    } else {
      health.trouble("joining the group");
    }
  }

  /** The cheapest question that a consumer does not answer from its own memory. */
  private void ask() {
    Set<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .collect(Collectors.toSet());
    consumer.committed(partitions, PATIENCE);
  }
}
