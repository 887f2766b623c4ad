package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Where a reader of one partition goes on.
 *
 * @param topic full name
 * @param nextOffset of the first record that has not been applied
 * @param leaderEpoch of the record before it; with it Kafka notices that the log was cut and has
 *     grown again since, and goes back to the first record that differs
 */
public record Position(String topic, int partition, long nextOffset, OptionalInt leaderEpoch) {

  public Position {
    requireNonNull(topic, "topic");
    requireNonNull(leaderEpoch, "leaderEpoch");
    if (partition < 0) throw new IllegalArgumentException("partition: " + partition);
    if (nextOffset < 0) throw new IllegalArgumentException("nextOffset: " + nextOffset);
  }
}
