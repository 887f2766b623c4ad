package dev.leeway.app.outcomes;

/** What a model answers. */
public enum Task {
  BINARY,
  MULTICLASS,
  REGRESSION,
  RANKING
}
