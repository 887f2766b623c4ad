package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import java.time.Instant;

/** Which partial profiles are merged: those of one model, segment, pane and reference. */
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
}
