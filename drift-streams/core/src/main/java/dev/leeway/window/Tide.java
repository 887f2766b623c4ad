package dev.leeway.window;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far one source partition has been read. It speaks for all partial profiles that were sent
 * before it.
 *
 * @param sourcePartitions how many partitions the source has
 * @param at receive time up to which the partition has been read
 * @param models those that moved since the last tide
 * @param labelsAt receive time up to which the partition of labels with the same number has been
 *     read, and its outcomes were sent; empty where nobody joins labels
 */
public record Tide(
    int sourcePartition,
    int sourcePartitions,
    Instant at,
    List<ModelTide> models,
    Optional<Instant> labelsAt) {

  /**
   * @throws IllegalArgumentException if there is no such partition, or a time is none
   */
  public Tide {
    requireNonNull(at, "at");
    Window.requireTime(at);
    models = List.copyOf(models);
    labelsAt.ifPresent(Window::requireTime);
    if (sourcePartition < 0 || sourcePartition >= sourcePartitions) {
      throw new IllegalArgumentException(sourcePartition + " of " + sourcePartitions);
    }
  }

  /** Where nobody joins labels. */
  public Tide(int sourcePartition, int sourcePartitions, Instant at, List<ModelTide> models) {
    this(sourcePartition, sourcePartitions, at, models, Optional.empty());
  }

  /** The same where labels are joined. */
  public Tide withLabelsAt(Instant read) {
    return new Tide(sourcePartition, sourcePartitions, at, models, Optional.of(read));
  }

  /**
   * @param watermark the highest event time admitted from the partition
   * @param lastSeenAt receive time of the model's last record
   */
  public record ModelTide(String model, Instant watermark, Instant lastSeenAt) {

    public ModelTide {
      requireNonNull(model, "model");
      requireNonNull(watermark, "watermark");
      requireNonNull(lastSeenAt, "lastSeenAt");
      Window.requireTime(watermark);
      Window.requireTime(lastSeenAt);
    }
  }
}
