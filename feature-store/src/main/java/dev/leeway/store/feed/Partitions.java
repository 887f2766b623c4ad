package dev.leeway.store.feed;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that topics have now.
 *
 * @param missing topics that do not exist yet
 */
record Partitions(Set<TopicPartition> existing, Set<String> missing) {

  static Partitions of(Consumer<?, ?> consumer, Collection<String> topics) {
    Set<TopicPartition> existing = new HashSet<>();
    Set<String> missing = new TreeSet<>();
    for (String topic : topics) {
      @Nullable List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions == null || partitions.isEmpty()) {
        missing.add(topic);
      } else {
        partitions.forEach(one -> existing.add(new TopicPartition(topic, one.partition())));
      }
    }
    return new Partitions(existing, missing);
  }
}
