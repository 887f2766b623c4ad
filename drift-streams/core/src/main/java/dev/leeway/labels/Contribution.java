package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Answer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Something to count, or to take back.
 *
 * @param sign 1 to add, -1 to take back what an earlier step has added
 * @param series the series that it counts in
 * @param eventTime of the prediction: it decides the pane
 * @param truth the label as the layout reads it; empty for the prediction itself, which counts
 *     whether a label comes or not
 */
public record Contribution(
    int sign, List<Integer> series, long eventTime, Answer answer, OptionalDouble truth) {

  public Contribution {
    requireNonNull(answer, "answer");
    requireNonNull(truth, "truth");
    series = List.copyOf(series);
    if (sign != 1 && sign != -1) throw new IllegalArgumentException("sign " + sign);
  }

  /** The same without scores. */
  public Contribution decision() {
    return new Contribution(sign, series, eventTime, answer.decision(), truth);
  }

  Contribution takenBack() {
    return new Contribution(-sign, series, eventTime, answer, truth);
  }
}
