package dev.leeway.app.cli;

import dev.leeway.app.outcomes.Demands;
import dev.leeway.app.outcomes.OutcomeColumns;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin private AnswerOptions answer = new AnswerOptions();

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

  /** What holds the outcomes, if that was said. */
  Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Whether performance is asked for. */
  boolean isAsked() {
    return label != null || labels != null || answer.isAsked() || !limits.isEmpty();
  }

  /**
   * Where outcomes stand.
   *
   * @param unlabelled whether something can be told without labels
   * @throws CommandFailure if there are no labels to measure by
   */
  OutcomeColumns columns(boolean unlabelled) {
    if (label == null && labels == null && !unlabelled) {
      throw CommandFailure.badInput("performance needs --label-column");
    }
    return answer.columns(label());
  }

  /**
   * Where outcomes stand by a reference that knows, labels or not.
   *
   * @throws CommandFailure if the options say something else
   */
  OutcomeColumns columns(PerformanceLayout layout) {
    return answer.columns(layout, label());
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
    return answer.demands(
        deciding.stream().map(text -> key("--performance", text)).toList(), atLeast);
  }

  private static PerformanceKey key(String option, String text) {
    return PerformanceKey.parse(text)
        .orElseThrow(
            () -> CommandFailure.badInput(option + " " + text + ": no measure of performance"));
  }
}
