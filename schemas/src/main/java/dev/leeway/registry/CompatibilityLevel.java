package dev.leeway.registry;

/**
 * What a new version of a subject must be able to do, by Confluent's names. <em>Backward</em>: its
 * readers understand what earlier versions wrote. <em>Forward</em>: readers of earlier versions
 * understand what it writes. <em>Full</em>: both. Without <em>transitive</em> only the version just
 * before counts, so that two steps together may break what each step alone keeps.
 */
public enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  boolean backward() {
    return backward;
  }

  boolean forward() {
    return forward;
  }

  boolean transitive() {
    return transitive;
  }
}
