package dev.leeway.app.config;

import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Amendments;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The rules of every model: the usual ones, what the process says of them, what a monitor says. */
public final class RulesInForce {

  private RulesInForce() {}

  public static AlertRules of(LoadedConfig loaded) {
    List<AlertRule> all = loaded.process().alerting().rules().to(AlertRules.usual());
    Map<String, List<AlertRule>> models = new HashMap<>();
    for (Monitor monitor : loaded.monitors()) {
      Amendments own = loaded.alerts().getOrDefault(monitor.model(), Amendments.NONE);
      Duration shortest =
          monitor.windows().stream()
              .map(WindowSpec::size)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      Set<String> answers = answers(monitor);
      models.put(
          monitor.model(),
          own.to(all).stream().flatMap(rule -> fitted(rule, shortest, answers).stream()).toList());
    }
    return new AlertRules(
        all.stream().flatMap(rule -> onColumns(rule, Set.of()).stream()).toList(), models);
  }

  /** The given rules and no others, for the models of the given verdicts. */
  public static AlertRules of(List<AlertRule> rules, List<Verdict> verdicts) {
    Map<String, Duration> shortest = new HashMap<>();
    for (Verdict verdict : verdicts) {
      shortest.merge(
          verdict.model().name(),
          verdict.window().length(),
          BinaryOperator.minBy(Comparator.naturalOrder()));
    }
    Map<String, List<AlertRule>> models = new HashMap<>();
    shortest.forEach(
        (model, length) ->
            models.put(
                model,
                rules.stream().flatMap(rule -> fitted(rule, length, Set.of()).stream()).toList()));
    return new AlertRules(List.of(), models);
  }

  /**
   * Of a model with windows of several lengths the shortest raise alerts, unless the rule says
   * which: they tell first.
   */
  private static Optional<AlertRule> fitted(
      AlertRule rule, Duration shortest, Set<String> answers) {
    return onColumns(rule.within(rule.scope().windowsOf(shortest)), answers);
  }

  /**
   * A rule on predictions looks at their columns; of a model that has none told it says nothing.
   */
  private static Optional<AlertRule> onColumns(AlertRule rule, Set<String> answers) {
    if (rule.on().cause() != Cause.PREDICTION_DRIFT) return Optional.of(rule);
    AlertScope scope = rule.scope().columnsOf(answers);
    return scope.columns().isEmpty() ? Optional.empty() : Optional.of(rule.within(scope));
  }

  private static Set<String> answers(Monitor monitor) {
    Set<String> names = new HashSet<>();
    Optional<AnswerShape> shape = monitor.performance().map(PerformancePolicy::answers);
    shape.stream()
        .flatMap(
            answers ->
                Stream.of(
                        answers.prediction().stream(),
                        answers.scores().stream().map(ScoreColumn::column),
                        answers.quantiles().stream().map(QuantileColumn::column))
                    .flatMap(columns -> columns))
        .forEach(names::add);
    return names;
  }
}
