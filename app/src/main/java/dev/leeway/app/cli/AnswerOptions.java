package dev.leeway.app.cli;

import dev.leeway.app.outcomes.Demands;
import dev.leeway.app.outcomes.OutcomeColumns;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a model's answers stand in a table and what they mean. */
final class AnswerOptions {

  private static final int USUAL_DEPTH = 10;

  @Option(
      names = "--prediction-column",
      paramLabel = "COLUMN",
      description = "Holds the predicted class or number.")
  private @Nullable String prediction;

  @Option(
      names = "--score-column",
      split = ",",
      paramLabel = "[CLASS=]COLUMN",
      description = "Holds the score of the positive class, or of each of several classes.")
  private List<String> scores = new ArrayList<>();

  @Option(
      names = "--quantile-column",
      split = ",",
      paramLabel = "LEVEL=COLUMN",
      description = "Holds a predicted quantile, such as 0.9=upper.")
  private Map<Double, String> quantiles = new LinkedHashMap<>();

  @Option(
      names = "--group-column",
      paramLabel = "COLUMN",
      description = "Holds the query that items are ranked for; labels are relevances.")
  private @Nullable String group;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "binary, multiclass, regression or ranking. Default: as the options and labels tell."
      })
  private @Nullable Task task;

  @Option(
      names = "--positive-class",
      paramLabel = "CLASS",
      description = "The positive of two classes. Default: 1 or true.")
  private @Nullable String positive;

  @Option(
      names = "--score-threshold",
      split = ",",
      paramLabel = "SCORE",
      description = {
        "Scores from which on a row counts as positive. Without a predicted class the first",
        "decides; 0.5 by default."
      })
  private List<Double> thresholds = new ArrayList<>();

  @Option(
      names = "--outcome-value",
      split = ",",
      paramLabel = "OUTCOME=VALUE",
      description = {
        "What an outcome is worth: true_positives, false_positives, true_negatives,",
        "false_negatives; those not named 0. For business_value."
      })
  private Map<String, Double> values = new LinkedHashMap<>();

  @Option(
      names = "--depth",
      paramLabel = "K",
      description = "Places of a ranking that are looked at. Default: " + USUAL_DEPTH + ".")
  private @Nullable Integer depth;

  /** Whether any column of the answer is given. */
  boolean isAsked() {
    return prediction != null || !scores.isEmpty() || !quantiles.isEmpty() || group != null;
  }

  /**
   * Where answers and their outcomes stand in the rows of a reference that tells so.
   *
   * @throws CommandFailure if it tells something else than the options
   */
  OutcomeColumns columns(PerformanceLayout layout, Optional<String> label) {
    Optional<String> contradiction = shape().contradiction(layout);
    if (contradiction.isPresent()) {
      throw CommandFailure.badInput(
          contradiction.get() + ": what the model's answers mean is told to profile build");
    }
    return OutcomeColumns.of(layout, label);
  }

  private AnswerShape shape() {
    OutcomeColumns told = columns(Optional.empty());
    return new AnswerShape(
        Optional.ofNullable(task),
        told.prediction(),
        told.scores(),
        told.quantiles(),
        told.group(),
        List.of(),
        Optional.ofNullable(positive),
        thresholds(),
        costs(),
        depth == null ? OptionalInt.empty() : OptionalInt.of(depth));
  }

  private List<Double> thresholds() {
    return thresholds.stream().sorted().distinct().toList();
  }

  /**
   * Where answers and their outcomes stand.
   *
   * @param label holds what came true
   */
  OutcomeColumns columns(Optional<String> label) {
    List<QuantileColumn> levels = new ArrayList<>();
    new TreeMap<>(quantiles)
        .forEach(
            (level, name) ->
                levels.add(BadInput.unlessAllowed(() -> new QuantileColumn(level, name))));
    return new OutcomeColumns(
        label,
        Optional.ofNullable(prediction),
        scores.stream().map(ScoreColumn::parse).toList(),
        levels,
        Optional.ofNullable(group));
  }

  /**
   * What is asked of the model.
   *
   * @param deciding measures; empty for the usual ones
   * @param limits fixed thresholds
   * @throws CommandFailure if an outcome is not known
   */
  Demands demands(List<PerformanceKey> deciding, SortedMap<PerformanceKey, Double> limits) {
    return new Demands(
        Optional.ofNullable(task),
        Optional.ofNullable(positive),
        thresholds(),
        costs(),
        depth == null ? USUAL_DEPTH : depth,
        deciding,
        limits);
  }

  private Optional<Costs> costs() {
    if (values.isEmpty()) return Optional.empty();
    Map<String, Double> rest = new LinkedHashMap<>(values);
    Costs costs =
        new Costs(
            worth(rest, PerformanceMeasure.TRUE_POSITIVES),
            worth(rest, PerformanceMeasure.FALSE_POSITIVES),
            worth(rest, PerformanceMeasure.TRUE_NEGATIVES),
            worth(rest, PerformanceMeasure.FALSE_NEGATIVES));
    if (rest.isEmpty()) return Optional.of(costs);
    throw CommandFailure.badInput("--outcome-value " + rest.keySet() + ": no such outcome");
  }

  private static double worth(Map<String, Double> values, PerformanceMeasure outcome) {
    Double worth = values.remove(outcome.id());
    return worth == null ? 0 : worth;
  }
}
