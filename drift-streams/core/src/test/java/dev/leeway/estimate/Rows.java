package dev.leeway.estimate;

import dev.leeway.performance.Answer;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.Outputs;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Reading;
import java.util.List;

/** Counts rows of tests. */
final class Rows {

  private Rows() {}

  static PerformanceProfile profile(
      BinaryLayout layout, List<Double> scores, List<Integer> truths) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (int i = 0; i < scores.size(); i++) {
      Answer answer = answer(layout, scores.get(i));
      counter.addPredicted(answer).add(new Outcome(answer, truths.get(i)));
    }
    return counter.build();
  }

  /** The answer whose every column holds the score. */
  static Answer answer(PerformanceLayout layout, double score) {
    return answer(layout, column -> new Cell.Numeric(score));
  }

  static Answer answer(PerformanceLayout layout, Outputs outputs) {
    Reading<Answer> reading = layout.answer(outputs);
    if (reading instanceof Reading.Good<Answer> good) return good.value();
    throw new AssertionError(reading.toString());
  }
}
