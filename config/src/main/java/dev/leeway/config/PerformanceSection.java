package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.detector.DetectorKind;
import dev.leeway.labels.LabelTerms;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.RegressionLayout.QuantileColumn;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of a monitor's section {@code performance}. */
final class PerformanceSection {

  private static final Map<String, Task> TASKS =
      Arrays.stream(Task.values()).collect(Collectors.toMap(Task::key, Function.identity()));

  private static final Map<String, DetectorKind> DETECTORS =
      Arrays.stream(DetectorKind.values())
          .collect(Collectors.toMap(DetectorKind::key, Function.identity()));

  private static final List<String> MEASURES =
      Arrays.stream(PerformanceMeasure.values()).map(PerformanceMeasure::id).toList();

  private static final int MOST_DEPTH = 10_000;

  private PerformanceSection() {}

  static Optional<PerformancePolicy> read(Fields fields) {
    Optional<AnswerShape> answers = answers(fields);
    LabelTerms usual = LabelTerms.DEFAULT;
    Duration horizon = fields.value("horizon").duration().orElse(usual.horizon());
    Duration slack = fields.value("slack").duration().orElse(usual.slack());
    List<PerformanceKey> deciding = measures(fields.value("measures"));
    SortedMap<PerformanceKey, Double> limits = limits(fields.value("limits"));
    PerformancePolicy rest = PerformancePolicy.DEFAULT;
    long labelled =
        fields.value("minLabelled").integer(1, Long.MAX_VALUE).orElse(rest.minLabelled());
    double coverage = fields.value("minCoverage").number().orElse(rest.minCoverage());
    boolean estimate = fields.value("estimate").flag().orElse(rest.estimate());
    Optional<OutcomeViews> views = views(fields);
    return fields.build(
        () ->
            new PerformancePolicy(
                answers.orElseThrow(),
                new LabelTerms(horizon, slack),
                deciding,
                limits,
                labelled,
                coverage,
                estimate,
                views.orElseThrow()));
  }

  private static Optional<OutcomeViews> views(Fields fields) {
    OutcomeViews usual = OutcomeViews.NONE;
    boolean fairness = fields.value("fairness").flag().orElse(usual.fairness());
    boolean change = fields.value("change").flag().orElse(usual.change());
    Optional<Double> tolerance = fields.value("errorTolerance").number();
    Set<DetectorKind> detectors = new LinkedHashSet<>();
    for (Value element : fields.value("detectors").list()) {
      element.choice(DETECTORS).ifPresent(detectors::add);
    }
    return fields.check(
        () ->
            new OutcomeViews(
                fairness,
                change,
                tolerance.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                detectors));
  }

  private static Optional<AnswerShape> answers(Fields fields) {
    Optional<Task> task = fields.value("task").choice(TASKS);
    Optional<String> prediction = fields.value("predictionColumn").text();
    List<ScoreColumn> scores = scores(fields);
    List<QuantileColumn> quantiles = quantiles(fields.value("quantileColumns"));
    Optional<String> group = fields.value("groupColumn").text();
    List<String> classes = fields.value("classes").texts();
    Optional<String> positive = fields.value("positiveClass").text();
    List<Double> thresholds = thresholds(fields.value("scoreThresholds"));
    Optional<Costs> costs = costs(fields.value("outcomeValues"));
    Optional<Integer> depth = fields.value("depth").integer(1, MOST_DEPTH);
    return fields.check(
        () ->
            new AnswerShape(
                task,
                prediction,
                scores,
                quantiles,
                group,
                classes,
                positive,
                thresholds,
                costs,
                depth.map(OptionalInt::of).orElseGet(OptionalInt::empty)));
  }

  private static List<ScoreColumn> scores(Fields fields) {
    List<ScoreColumn> scores = new ArrayList<>();
    fields.value("scoreColumn").text().ifPresent(name -> scores.add(new ScoreColumn("", name)));
    Value several = fields.value("scoreColumns");
    if (several.isGiven() && !scores.isEmpty()) {
      several.problem("either scoreColumn or scoreColumns, not both");
    }
    several
        .named()
        .forEach(
            (name, given) ->
                given.text().ifPresent(column -> scores.add(new ScoreColumn(name, column))));
    return scores;
  }

  private static List<QuantileColumn> quantiles(Value value) {
    SortedMap<Double, QuantileColumn> quantiles = new TreeMap<>();
    value
        .named()
        .forEach(
            (text, given) ->
                given
                    .text()
                    .flatMap(
                        column ->
                            given.build(() -> new QuantileColumn(Double.parseDouble(text), column)))
                    .ifPresent(quantile -> quantiles.put(quantile.level(), quantile)));
    return List.copyOf(quantiles.values());
  }

  private static List<Double> thresholds(Value value) {
    Set<Double> thresholds = new TreeSet<>();
    for (Value element : value.list()) {
      element.number().ifPresent(thresholds::add);
    }
    return List.copyOf(thresholds);
  }

  private static Optional<Costs> costs(Value value) {
    Fields fields = value.section();
    double truePositive = worth(fields, PerformanceMeasure.TRUE_POSITIVES);
    double falsePositive = worth(fields, PerformanceMeasure.FALSE_POSITIVES);
    double trueNegative = worth(fields, PerformanceMeasure.TRUE_NEGATIVES);
    double falseNegative = worth(fields, PerformanceMeasure.FALSE_NEGATIVES);
    return fields
        .build(() -> new Costs(truePositive, falsePositive, trueNegative, falseNegative))
        .filter(costs -> value.isGiven());
  }

  private static double worth(Fields fields, PerformanceMeasure outcome) {
    return fields.value(outcome.id()).number().orElse(0.0);
  }

  private static List<PerformanceKey> measures(Value value) {
    Set<PerformanceKey> keys = new LinkedHashSet<>();
    for (Value element : value.list()) {
      element
          .text()
          .flatMap(text -> known(text, element))
          .filter(key -> !keys.add(key))
          .ifPresent(key -> element.problem("\"" + key + "\" is given above"));
    }
    return List.copyOf(keys);
  }

  private static SortedMap<PerformanceKey, Double> limits(Value value) {
    SortedMap<PerformanceKey, Double> limits = new TreeMap<>();
    value
        .named()
        .forEach(
            (text, given) -> {
              Optional<PerformanceKey> key = known(text, given);
              given.number().ifPresent(limit -> key.ifPresent(known -> limits.put(known, limit)));
            });
    return limits;
  }

  private static Optional<PerformanceKey> known(String text, Value given) {
    Optional<PerformanceKey> key = PerformanceKey.parse(text);
    if (key.isEmpty()) given.unknownName(text, MEASURES);
    return key;
  }
}
