package dev.leeway.streams;

import org.apache.kafka.common.TopicPartition;

/** How far one source partition of a task has been read, in receive time. */
final class ReadMark {

  private final TopicPartition partition;
  private final RunLedger runs;
  private final long quiet;
  private long newestReceived = Long.MIN_VALUE;

  /** Wall clock since which records have been looked for and none has come. */
  private long quietSince;

  /**
   * @param quiet for how many milliseconds records must have been looked for in vain
   */
  ReadMark(TopicPartition partition, RunLedger runs, long quiet) {
    this.partition = partition;
    this.runs = runs;
    this.quiet = quiet;
  }

  /** A task begins to read. */
  void begin(long now) {
    runs.begin(partition);
    quietSince = now;
  }

  /** A run of the partition is being processed. */
  void taken(long now) {
    runs.taken(partition);
    quietSince = now;
  }

  void received(long at) {
    newestReceived = Math.max(newestReceived, at);
  }

  /** After a stall nobody has looked for records: what has piled up meanwhile is no silence. */
  void stalled(long now) {
    quietSince = now;
  }

  /**
   * The receive time up to which the partition has been read: of its newest record while records
   * come, so that a backlog does not pass for silence; the wall clock once they have been looked
   * for long enough and none has come. {@link Long#MIN_VALUE} while nothing is known.
   */
  long readUpTo(long now) {
    if (runs.waits(partition)) quietSince = now;
    return now - quietSince < quiet ? newestReceived : now;
  }
}
