package dev.leeway.alerting;

import java.util.Optional;

/** What an alert is about. One alert per model version, segment and cause, never one per column. */
public enum Cause {
  /** Inputs or outputs moved away from the reference. */
  DRIFT("drift");

  private final String key;

  Cause(String key) {
    this.key = key;
  }

  /** The name in records, JSON and metrics. */
  public String key() {
    return key;
  }

  /** The cause of the given key, if there is one. */
  public static Optional<Cause> of(String key) {
    for (Cause cause : values()) {
      if (cause.key.equals(key)) return Optional.of(cause);
    }
    return Optional.empty();
  }
}
