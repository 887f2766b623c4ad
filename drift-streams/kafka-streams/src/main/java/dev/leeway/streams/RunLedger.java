package dev.leeway.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions have runs that were polled and not taken yet. A task with two sources takes from
 * one while runs of the other wait: they must not pass for silence.
 */
final class RunLedger {

  private final Map<TopicPartition, Integer> waiting = new ConcurrentHashMap<>();

  /** A run has been polled. */
  void polled(TopicPartition partition) {
    waiting.merge(partition, 1, Integer::sum);
  }

  /** A run is being processed. */
  void taken(TopicPartition partition) {
    waiting.computeIfPresent(partition, (key, runs) -> runs > 1 ? runs - 1 : null);
  }

  /** A task begins with the partition: what waited for another has been given up. */
  void begin(TopicPartition partition) {
    waiting.remove(partition);
  }

  boolean waits(TopicPartition partition) {
    return waiting.containsKey(partition);
  }
}
