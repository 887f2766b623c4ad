package dev.leeway.window;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How far one source partition has been read. It speaks for all partial profiles that were sent
 * before it.
 *
 * @param sourcePartitions how many partitions the source has
 * @param at receive time up to which the partition has been read
 * @param models those that moved since the last tide
 */
public record Tide(int sourcePartition, int sourcePartitions, Instant at, List<ModelTide> models) {

  /**
   * @throws IllegalArgumentException if there is no such partition, or a time is none
   */
  public Tide {
    requireNonNull(at, "at");
    Window.requireTime(at);
    models = List.copyOf(models);
    if (sourcePartition < 0 || sourcePartition >= sourcePartitions) {
      throw new IllegalArgumentException(sourcePartition + " of " + sourcePartitions);
    }
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
