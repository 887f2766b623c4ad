package dev.leeway.app.outcomes;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a model's answers and their outcomes stand.
 *
 * @param label holds what came true, where that stands in a column of the table or of a file of
 *     labels
 * @param prediction holds the predicted class or number
 * @param scores hold the score of the positive class, or of each of several
 * @param quantiles hold predicted quantiles of a number
 * @param group holds the query that items are ranked for
 */
public record OutcomeColumns(
    Optional<String> label,
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

  /** Those of a reference, which knows where the answer stands. */
  public static OutcomeColumns of(PerformanceLayout layout, Optional<String> label) {
    if (layout instanceof BinaryLayout binary) {
      return new OutcomeColumns(
          label,
          binary.predictionColumn(),
          binary.scoreColumn().stream().map(column -> new ScoreColumn("", column)).toList(),
          List.of(),
          Optional.empty());
    }
    if (layout instanceof MulticlassLayout several) {
      List<ScoreColumn> scores = new ArrayList<>();
      for (int i = 0; i < several.scoreColumns().size(); i++) {
        scores.add(new ScoreColumn(several.classes().get(i), several.scoreColumns().get(i)));
      }
      return new OutcomeColumns(
          label, several.predictionColumn(), scores, List.of(), Optional.empty());
    }
    if (layout instanceof RankingLayout ranking) {
      return new OutcomeColumns(
          label,
          Optional.empty(),
          List.of(new ScoreColumn("", ranking.scoreColumn())),
          List.of(),
          Optional.of(ranking.groupColumn()));
    }
    RegressionLayout number = (RegressionLayout) layout;
    return new OutcomeColumns(
        label,
        Optional.of(number.predictionColumn()),
        List.of(),
        number.quantiles(),
        Optional.empty());
  }

  /** All columns of the answer. */
  public List<String> answer() {
    List<String> columns = new ArrayList<>();
    prediction.ifPresent(columns::add);
    scores.forEach(score -> columns.add(score.column()));
    quantiles.forEach(quantile -> columns.add(quantile.column()));
    group.ifPresent(columns::add);
    return columns;
  }
}
