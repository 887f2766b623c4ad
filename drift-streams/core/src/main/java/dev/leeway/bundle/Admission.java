package dev.leeway.bundle;

import java.util.Locale;

/**
 * What became of one event. All but {@link #ADMITTED} are quarantined under their {@link #code}.
 */
public enum Admission {
  ADMITTED,
  /** No id, or one longer than 128 bytes. */
  BAD_ID,
  /** No name, or no monitor and no reference. */
  UNKNOWN_MODEL,
  /** More versions of the model at once than its cap. */
  TOO_MANY_VERSIONS,
  /** Outside what the monitor's timing admits for its receive time. */
  EVENT_TIME_OUT_OF_RANGE,
  /** Older than the newest event by more than the monitor's lateness. */
  TOO_LATE;

  /** The reason in the quarantine and in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
