package dev.leeway.outbox;

import java.time.Duration;
import java.util.List;
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
  private long lastNanos;
  private boolean asked;

  public Pulse(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /**
   * Asks, if it is time to.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer or has no such
   *     topic
   */
  public void check() {
    long now = System.nanoTime();
    if (asked && now - lastNanos < PERIOD.toNanos()) return;
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.endOffsets(partitions, PATIENCE);
    asked = true;
    lastNanos = now;
  }
}
