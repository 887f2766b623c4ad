package dev.leeway.performance;

import java.util.Locale;

/** What a model answers. */
public enum Task {
  BINARY,
  MULTICLASS,
  REGRESSION,
  RANKING;

  /** The task whose outcomes a layout counts. */
  public static Task of(PerformanceLayout layout) {
    if (layout instanceof BinaryLayout) return BINARY;
    if (layout instanceof MulticlassLayout) return MULTICLASS;
    return layout instanceof RegressionLayout ? REGRESSION : RANKING;
  }

  /** The name in configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
