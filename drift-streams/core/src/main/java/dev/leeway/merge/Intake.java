package dev.leeway.merge;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of one partial profile. All but {@link #MERGED} are quarantined under their {@link
 * #code}; none is dropped.
 */
public enum Intake {
  MERGED,
  /** Of a pane that all windows have left behind. */
  TOO_LATE,
  /** Of a model that is watched no longer. */
  UNKNOWN_MODEL,
  /**
   * Not counted on the layout its reference has, or with counts that do not go together with the
   * others: its windows are UNKNOWN.
   */
  MISFIT,
  /** More versions of the model have open windows here than its cap. */
  TOO_MANY_VERSIONS,
  /** More segments of the version have open windows here than its cap. */
  TOO_MANY_SEGMENTS;

  /** The cap that was met, by its name in the monitor's file; empty where none was. */
  public Optional<String> cap() {
    if (this == TOO_MANY_VERSIONS) return Optional.of("versions");
    return this == TOO_MANY_SEGMENTS ? Optional.of("segments") : Optional.empty();
  }

  /** The reason in the quarantine and in metrics. */
  public String code() {
    return this == MISFIT ? "partial_misfit" : name().toLowerCase(Locale.ROOT);
  }
}
