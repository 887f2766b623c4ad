package dev.leeway.retraining;

import static java.util.Objects.requireNonNull;

/**
 * A part of a topic's partition.
 *
 * @param from offset of the first record
 * @param to offset behind the last record
 */
public record ReceivedRange(String topic, int partition, long from, long to) {

  public ReceivedRange {
    requireNonNull(topic, "topic");
    if (from < 0 || to < from) throw new IllegalArgumentException("offsets " + from + "-" + to);
  }
}
