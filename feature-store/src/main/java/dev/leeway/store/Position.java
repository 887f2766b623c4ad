package dev.leeway.store;

import static java.util.Objects.requireNonNull;

/**
 * Where a reader of one partition goes on.
 *
 * @param topic full name
 * @param nextOffset of the first record that has not been applied, at least 1
 * @param fingerprint of the record before it, by which the reader sees that it is still the same
 *     log: Kafka uses offsets again after a power failure or when a topic is made anew
 */
public record Position(String topic, int partition, long nextOffset, long fingerprint) {

  public Position {
    requireNonNull(topic, "topic");
    if (partition < 0) throw new IllegalArgumentException("partition: " + partition);
    if (nextOffset < 1) throw new IllegalArgumentException("nextOffset: " + nextOffset);
  }
}
