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

  /** 1 for a wrong class and 0 for the right one; how far off a number is. */
  public double error() {
    if (answer.predicted() == Answer.NO_CLASS) return Math.abs(answer.number(0) - truth);
    return answer.predicted() == trueClass() ? 0 : 1;
  }

  int trueClass() {
    return (int) truth;
  }
}
