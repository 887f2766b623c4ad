package dev.leeway.flink;

import org.jspecify.annotations.Nullable;

/** How far a partition of one topic has been read, by offset and by receive time. */
final class Reading {

  /** Of a receive time that is not known yet. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private long next;
  private long newestReceived = UNKNOWN;
  private boolean readSinceLastLook;

  /**
   * @param next the first offset that will be read
   */
  Reading(long next) {
    this.next = next;
  }

  /** It begins, or begins again, with this offset. */
  void begin(long offset) {
    next = offset;
  }

  /** Notes that a record has been read. */
  void read(long offset, long receivedAt) {
    next = offset + 1;
    if (receivedAt > newestReceived) newestReceived = receivedAt;
    readSinceLastLook = true;
  }

  /** The first offset that has not been read. */
  long next() {
    return next;
  }

  /** Whether nothing has been read since the last call. */
  boolean takeQuiet() {
    boolean quiet = !readSinceLastLook;
    readSinceLastLook = false;
    return quiet;
  }

  /**
   * The receive time up to which all has been read, or {@link #UNKNOWN}.
   *
   * @param answer what was last found out of the partition
   */
  long upTo(PartitionLookout.@Nullable Answer answer) {
    if (answer == null || answer.next() != next) return newestReceived;
    return Math.max(newestReceived, answer.at());
  }
}
