package dev.leeway.topics;

import java.util.Map;

/**
 * How a topic must be set up.
 *
 * @param partitions number of partitions when we create it
 * @param config topic settings by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

  public TopicSpec {
    config = Map.copyOf(config);
    if (partitions < 1) throw new IllegalArgumentException(name + " partitions: " + partitions);
  }
}
