package dev.leeway.app.outcomes;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a model's answers and their outcomes stand.
 *
 * @param label holds what came true
 * @param prediction holds the predicted class or number
 * @param scores hold the score of the positive class, or of each of several
 * @param quantiles hold predicted quantiles of a number
 * @param group holds the query that items are ranked for
 */
public record OutcomeColumns(
    String label,
    Optional<String> prediction,
    List<ScoreColumn> scores,
    List<QuantileColumn> quantiles,
    Optional<String> group) {

  public OutcomeColumns {
    requireNonNull(label, "label");
    requireNonNull(prediction, "prediction");
    requireNonNull(group, "group");
    scores = List.copyOf(scores);
    quantiles = List.copyOf(quantiles);
  }

  /** All columns of the answer. */
  List<String> answer() {
    List<String> columns = new ArrayList<>();
    prediction.ifPresent(columns::add);
    scores.forEach(score -> columns.add(score.column()));
    quantiles.forEach(quantile -> columns.add(quantile.column()));
    group.ifPresent(columns::add);
    return columns;
  }
}
