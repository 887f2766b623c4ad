package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import java.time.Instant;

/**
 * Which partials are merged: those of one model, segment and pane that were counted alike.
 *
 * @param referenceId the reference whose grid was counted on; for outcomes the id of their layout
 */
public record PaneKey(ModelRef model, String segment, Instant start, String referenceId) {

  public PaneKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(start, "start");
    requireNonNull(referenceId, "referenceId");
  }

  /** The same of another start: panes that lie in the same windows are merged into one. */
  PaneKey startingAt(Instant other) {
    return new PaneKey(model, segment, other, referenceId);
  }

  /** The key of a partial profile. */
  public static PaneKey of(PartialProfile partial) {
    return new PaneKey(
        partial.model(), partial.segment(), partial.paneStart(), partial.referenceId());
  }

  /** The key of a partial of outcomes; of a slice that of the series it lies in. */
  public static PaneKey of(PerformancePartial partial) {
    return new PaneKey(partial.model(), partial.segment(), partial.paneStart(), partial.layoutId());
  }

  /** The same of another segment. */
  PaneKey of(String other) {
    return new PaneKey(model, other, start, referenceId);
  }
}
