package dev.leeway.bundle;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.Profile;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * What one task counted for one model, segment and pane between two commits: a delta, to be merged.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param referenceId the reference whose layout was counted on; empty where there was none
 */
public record PartialProfile(
    ModelRef model,
    String segment,
    Instant paneStart,
    Duration pane,
    String referenceId,
    int sourcePartition,
    Profile profile) {

  private static final Duration LONGEST_PANE = Duration.ofDays(366);

  /**
   * @throws IllegalArgumentException if the pane is none
   */
  public PartialProfile {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(referenceId, "referenceId");
    requireNonNull(profile, "profile");
    requirePane(paneStart, pane);
  }

  /**
   * @throws IllegalArgumentException if the pane is none
   */
  static void requirePane(Instant start, Duration length) {
    requireNonNull(start, "start");
    requireNonNull(length, "length");
    Window.requireTime(start);
    if (length.toMillis() < 1 || length.compareTo(LONGEST_PANE) > 0) {
      throw new IllegalArgumentException("pane of " + length);
    }
  }
}
