package dev.leeway.verdict;

import java.util.Optional;

/** The measures a verdict can carry; docs/measures.md has formula, range and source of each. */
public enum Measure {
  /** Kolmogorov-Smirnov: the largest gap of the two cumulative distributions, in [0, 1]. */
  KS("ks"),
  /** Population stability index over the reference's deciles, in [0, inf). */
  PSI("psi"),
  /** Jensen-Shannon distance with base 2, in [0, 1]. */
  JENSEN_SHANNON("jensen_shannon"),
  /** Decimal logarithm of the evidence against "these rows come from the reference". */
  EVIDENCE("evidence"),
  /** Share of rows that moved, in [0, 1]; what noise alone would move is taken off. */
  EFFECT("effect");

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /** The name in JSON, metrics and configuration. */
  public String key() {
    return key;
  }

  /** The measure of the given key, if there is one. */
  public static Optional<Measure> of(String key) {
    for (Measure measure : values()) {
      if (measure.key.equals(key)) return Optional.of(measure);
    }
    return Optional.empty();
  }
}
