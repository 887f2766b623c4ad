package dev.leeway.app.cli;

import dev.leeway.app.outcomes.Demands;
import dev.leeway.app.outcomes.OutcomeColumns;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where outcomes stand and how well the model must do: options of {@code compare} and others. */
final class OutcomeOptions {

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The outcomes of the current data in a file of their own, by --id-column.")
  private @Nullable Path labels;

  @Option(
      names = "--label-column",
      paramLabel = "COLUMN",
      description = {
        "Holds what came true; with it, performance is measured.",
        "In the reference too, for thresholds."
      })
  private @Nullable String label;

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
      description = "Places of a ranking that are looked at. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10")
  private int depth = 10;

  @Option(
      names = "--performance",
      split = ",",
      paramLabel = "MEASURE",
      description = {
        "Which measures of performance decide and are shown, such as roc_auc or precision@0.3.",
        "Default: the usual ones of the task."
      })
  private List<String> deciding = new ArrayList<>();

  @Option(
      names = "--limit",
      split = ",",
      paramLabel = "MEASURE=VALUE",
      description = {
        "How well the model must do at least, such as roc_auc=0.9 or mae=40, in place of what",
        "chunks of the reference vary by."
      })
  private Map<String, Double> limits = new LinkedHashMap<>();

  /** The file of labels, if they are in one of their own. */
  Optional<Path> labels() {
    return Optional.ofNullable(labels);
  }

  /**
   * Where outcomes stand; empty if none are asked for.
   *
   * @throws CommandFailure if other options ask for performance without saying where labels are
   */
  Optional<OutcomeColumns> columns() {
    String column = label;
    if (column == null) {
      boolean asked =
          labels != null || prediction != null || !scores.isEmpty() || !limits.isEmpty();
      if (asked) throw CommandFailure.badInput("performance needs --label-column");
      return Optional.empty();
    }
    List<QuantileColumn> levels = new ArrayList<>();
    new TreeMap<>(quantiles)
        .forEach(
            (level, name) ->
                levels.add(BadInput.unlessAllowed(() -> new QuantileColumn(level, name))));
    return Optional.of(
        new OutcomeColumns(
            column,
            Optional.ofNullable(prediction),
            scores.stream().map(ScoreColumn::parse).toList(),
            levels,
            Optional.ofNullable(group)));
  }

  /**
   * What is asked of the model.
   *
   * @throws CommandFailure if a measure or an outcome is not known
   */
  Demands demands() {
    SortedMap<PerformanceKey, Double> atLeast = new TreeMap<>();
    limits.forEach(
        (text, value) -> {
          PerformanceKey key = key("--limit", text);
          if (key.measure().better() == PerformanceMeasure.Better.NEITHER) {
            throw CommandFailure.badInput("--limit " + text + ": neither more nor less is better");
          }
          atLeast.put(key, value);
        });
    return new Demands(
        Optional.ofNullable(task),
        Optional.ofNullable(positive),
        thresholds.stream().sorted().distinct().toList(),
        costs(),
        depth,
        deciding.stream().map(text -> key("--performance", text)).toList(),
        atLeast);
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

  private static PerformanceKey key(String option, String text) {
    return PerformanceKey.parse(text)
        .orElseThrow(
            () -> CommandFailure.badInput(option + " " + text + ": no measure of performance"));
  }
}
