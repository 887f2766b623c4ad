package dev.leeway.flink;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.window.Tide;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One partition that a task reads: what was counted of it, and how far it has been read. */
final class SourcePartition {

  private final ProfileBundle bundle;
  private long next;
  private long newestReceived = Long.MIN_VALUE;
  private long told = Long.MIN_VALUE;
  private boolean readSinceLastLook;
  private boolean readSinceLastTide;

  /**
   * @param next the first offset that will be read
   */
  SourcePartition(int partition, int partitions, ModelDirectory directory, long next) {
    bundle = new ProfileBundle(partition, partitions, directory);
    this.next = next;
  }

  ProfileBundle bundle() {
    return bundle;
  }

  /** Notes that a record has been read. */
  void read(long offset, long receivedAt) {
    next = offset + 1;
    if (receivedAt > newestReceived) newestReceived = receivedAt;
    readSinceLastLook = true;
    readSinceLastTide = true;
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
   * How far it has come, if there is anything new to say.
   *
   * @param answer what was last found out of it
   */
  @Nullable Tide tide(PartitionLookout.@Nullable Answer answer) {
    long readUpTo = newestReceived;
    if (answer != null && answer.next() == next) readUpTo = Math.max(readUpTo, answer.at());
    if (readUpTo == Long.MIN_VALUE || (readUpTo <= told && !readSinceLastTide)) return null;
    told = readUpTo;
    readSinceLastTide = false;
    return bundle.tide(Instant.ofEpochMilli(readUpTo));
  }
}
