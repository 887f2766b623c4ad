package dev.leeway.flink;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.OutcomeBundle;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.labels.JoinStore;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.Optional;

/**
 * One partition that a task reads, of predictions and, where they are joined, of labels: what was
 * counted of it, and how far it has been read.
 */
final class SourcePartition {

  private final ProfileBundle bundle;
  private final Optional<OutcomeBundle> outcomes;
  private final Reading predictions = new Reading(SourceRun.BEGINNING);
  private final Reading labels = new Reading(SourceRun.BEGINNING);
  private long told = Reading.UNKNOWN;
  private long toldOfLabels = Reading.UNKNOWN;
  private boolean readSinceLastTide;

  /**
   * @param join where the partition's labels are joined, its state
   */
  SourcePartition(
      int partition, int partitions, ModelDirectory directory, Optional<JoinStore> join) {
    bundle = new ProfileBundle(partition, partitions, directory);
    outcomes = join.map(store -> new OutcomeBundle(partition, directory, store));
    outcomes.ifPresent(bundle::joining);
  }

  ProfileBundle bundle() {
    return bundle;
  }

  /** The join of its labels, if they are joined. */
  Optional<OutcomeBundle> outcomes() {
    return outcomes;
  }

  Reading predictions() {
    return predictions;
  }

  Reading labels() {
    return labels;
  }

  /** Notes that a prediction has been read. */
  void read(long offset, long receivedAt) {
    predictions.read(offset, receivedAt);
    readSinceLastTide = true;
  }

  /** How much it holds, for a cap on memory. */
  int held() {
    return bundle.profiles() + outcomes.map(OutcomeBundle::counters).orElse(0);
  }

  /**
   * How far it has come, if there is anything new to say.
   *
   * @param readUpTo receive time up to which predictions have been read
   * @param labelsUpTo the same of labels
   */
  Optional<Tide> tide(long readUpTo, long labelsUpTo) {
    if (readUpTo == Reading.UNKNOWN) return Optional.empty();
    if (readUpTo <= told && labelsUpTo <= toldOfLabels && !readSinceLastTide) {
      return Optional.empty();
    }
    told = readUpTo;
    toldOfLabels = labelsUpTo;
    readSinceLastTide = false;
    Tide tide = bundle.tide(Instant.ofEpochMilli(readUpTo));
    boolean joined = outcomes.isPresent() && labelsUpTo != Reading.UNKNOWN;
    return Optional.of(joined ? tide.withLabelsAt(Instant.ofEpochMilli(labelsUpTo)) : tide);
  }
}
