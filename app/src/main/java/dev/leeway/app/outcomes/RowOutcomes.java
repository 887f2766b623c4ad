package dev.leeway.app.outcomes;

import dev.leeway.performance.Answer;
import dev.leeway.performance.Outcome;

/** Takes the answers and outcomes of a table that could be read. */
interface RowOutcomes {

  /** An answer, labelled or not. */
  void answered(long chunk, OutcomeRow row, Answer answer);

  /** An answer whose outcome is known; told after {@link #answered} of the same row. */
  void labelled(long chunk, OutcomeRow row, Outcome outcome);
}
