package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

/**
 * An answer with its label.
 *
 * @param truth the class by its place in the layout, the true number, or the relevance, as {@link
 *     PerformanceLayout#truth} read it
 */
public record Outcome(Answer answer, double truth) {

  public Outcome {
    requireNonNull(answer, "answer");
    if (!Double.isFinite(truth)) throw new IllegalArgumentException("truth " + truth);
  }

  int trueClass() {
    return (int) truth;
  }
}
