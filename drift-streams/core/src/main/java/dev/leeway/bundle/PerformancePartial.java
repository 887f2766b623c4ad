package dev.leeway.bundle;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceProfile;
import java.time.Duration;
import java.time.Instant;

/**
 * What one task counted of outcomes for one model, segment and pane between two commits: a delta,
 * to be merged, that may take back what earlier ones of the same source partition have added.
 *
 * <p>All that one commit adds to or takes from a pane is one partial, and those of one source
 * partition come in their order. So whatever has come of a pane is whole at any moment: a
 * correction is never seen by halves.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param paneStart start of the pane of the predictions' event times
 * @param layoutId {@linkplain dev.leeway.performance.PerformanceLayoutCodec#id id} of the layout
 *     that was counted on
 * @param slice empty for outcomes of the series. Else the profile is counted on {@link
 *     dev.leeway.performance.Fairness#DECISIONS}: decisions on this segment, {@code column=value},
 *     to be held beside those on others, and the segment is empty
 */
public record PerformancePartial(
    ModelRef model,
    String segment,
    Instant paneStart,
    Duration pane,
    String layoutId,
    int sourcePartition,
    PerformanceProfile profile,
    String slice) {

  /**
   * @throws IllegalArgumentException if the pane is none, there is no layout, or decisions are of a
   *     segment's segment
   */
  public PerformancePartial {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(profile, "profile");
    if (!slice.isEmpty() && !segment.isEmpty()) {
      throw new IllegalArgumentException(slice + " in " + segment);
    }
    PartialProfile.requirePane(paneStart, pane);
    if (layoutId.isEmpty()) throw new IllegalArgumentException("no layout");
  }

  /** Of the outcomes of a series. */
  public PerformancePartial(
      ModelRef model,
      String segment,
      Instant paneStart,
      Duration pane,
      String layoutId,
      int sourcePartition,
      PerformanceProfile profile) {
    this(model, segment, paneStart, pane, layoutId, sourcePartition, profile, "");
  }
}
