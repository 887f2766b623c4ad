package dev.leeway.alerting;

import dev.leeway.verdict.Verdict;
import java.util.Optional;

/** What an alert is about. One alert per model version, segment and cause, never one per column. */
public enum Cause {
  /** Inputs or outputs moved away from the reference. */
  DRIFT("drift"),
  /** The model does worse than allowed, by its labels. */
  PERFORMANCE("performance"),
  /** The model is expected to do worse than allowed; its labels are not known yet. */
  ESTIMATED_PERFORMANCE("estimated_performance");

  private final String key;

  Cause(String key) {
    this.key = key;
  }

  /** The name in records, JSON and metrics. */
  public String key() {
    return key;
  }

  /** What a verdict of the kind is about; empty where it raises no alert. */
  public static Optional<Cause> of(Verdict.Kind kind) {
    return switch (kind) {
      case DRIFT -> Optional.of(DRIFT);
      case PERFORMANCE -> Optional.of(PERFORMANCE);
      case ESTIMATED_PERFORMANCE -> Optional.of(ESTIMATED_PERFORMANCE);
      case QUALITY -> Optional.empty();
    };
  }

  /** The cause of the given key, if there is one. */
  public static Optional<Cause> of(String key) {
    for (Cause cause : values()) {
      if (cause.key.equals(key)) return Optional.of(cause);
    }
    return Optional.empty();
  }
}
