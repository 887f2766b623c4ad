package dev.leeway.rule;

import dev.leeway.verdict.Verdict;
import java.util.Optional;

/** What an alert is about. One alert per model version, segment and rule, never one per column. */
public enum Cause {
  /** Inputs or outputs moved away from the reference. */
  DRIFT("drift", Verdict.Kind.DRIFT),
  /** The columns that hold the model's answers moved. */
  PREDICTION_DRIFT("prediction_drift", Verdict.Kind.DRIFT),
  /** The model does worse than allowed, by its labels. */
  PERFORMANCE("performance", Verdict.Kind.PERFORMANCE),
  /** The model is expected to do worse than allowed; its labels are not known yet. */
  ESTIMATED_PERFORMANCE("estimated_performance", Verdict.Kind.ESTIMATED_PERFORMANCE),
  /** A constraint on the rows does not hold. */
  QUALITY("quality", Verdict.Kind.QUALITY),
  /** So few rows came that nothing can be said. */
  NO_DATA("no_data", Verdict.Kind.DRIFT);

  private final String key;
  private final Verdict.Kind kind;

  Cause(String key, Verdict.Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The name in records, JSON, metrics and configuration. */
  public String key() {
    return key;
  }

  /** The verdicts that tell of it. */
  public Verdict.Kind kind() {
    return kind;
  }

  /** Whether it is about columns that moved. */
  public boolean isDrift() {
    return this == DRIFT || this == PREDICTION_DRIFT;
  }

  /** Whether it is about how well the model does, by labels or without. */
  public boolean isPerformance() {
    return this == PERFORMANCE || this == ESTIMATED_PERFORMANCE;
  }

  /** The cause of the given key, if there is one. */
  public static Optional<Cause> of(String key) {
    for (Cause cause : values()) {
      if (cause.key.equals(key)) return Optional.of(cause);
    }
    return Optional.empty();
  }
}
