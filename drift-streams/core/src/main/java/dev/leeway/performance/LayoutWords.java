package dev.leeway.performance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What layouts and shapes say, by keys of configuration, to be held against each other. */
final class LayoutWords {

  private static final String TASK = "task";
  private static final String PREDICTION = "predictionColumn";
  private static final String SCORES = "scoreColumn";
  private static final String QUANTILES = "quantileColumns";
  private static final String GROUP = "groupColumn";
  private static final String CLASSES = "classes";
  private static final String POSITIVE = "positiveClass";
  private static final String THRESHOLDS = "scoreThresholds";
  private static final String COSTS = "outcomeValues";
  private static final String DEPTH = "depth";

  private final Map<String, String> words = new TreeMap<>();

  private LayoutWords() {}

  /** What is told; nothing of what is left open. */
  static Map<String, String> of(AnswerShape shape) {
    LayoutWords told = new LayoutWords();
    shape.task().ifPresent(task -> told.words.put(TASK, task.key()));
    told.one(PREDICTION, shape.prediction());
    told.list(SCORES, shape.scores().stream().map(ScoreColumn::column).toList());
    told.list(QUANTILES, shape.quantiles());
    told.one(GROUP, shape.group());
    told.set(CLASSES, shape.classes());
    told.one(POSITIVE, shape.positive());
    told.list(THRESHOLDS, shape.thresholds());
    shape.costs().ifPresent(costs -> told.words.put(COSTS, costs.toString()));
    shape.depth().ifPresent(depth -> told.words.put(DEPTH, String.valueOf(depth)));
    return told.words;
  }

  static Map<String, String> of(PerformanceLayout layout) {
    LayoutWords told = new LayoutWords();
    told.words.put(TASK, Task.of(layout).key());
    if (layout instanceof BinaryLayout binary) {
      told.one(PREDICTION, binary.predictionColumn());
      told.list(SCORES, binary.scoreColumn().stream().toList());
      told.set(CLASSES, List.of(binary.classes().negative(), binary.classes().positive()));
      told.words.put(POSITIVE, binary.classes().positive());
      told.list(THRESHOLDS, binary.thresholds());
      binary.costs().ifPresent(costs -> told.words.put(COSTS, costs.toString()));
    } else if (layout instanceof MulticlassLayout multiclass) {
      told.one(PREDICTION, multiclass.predictionColumn());
      told.list(SCORES, multiclass.scoreColumns());
      told.set(CLASSES, multiclass.classes());
    } else if (layout instanceof RegressionLayout regression) {
      told.words.put(PREDICTION, regression.predictionColumn());
      told.list(QUANTILES, regression.quantiles());
    } else if (layout instanceof RankingLayout ranking) {
      told.words.put(GROUP, ranking.groupColumn());
      told.words.put(SCORES, List.of(ranking.scoreColumn()).toString());
      told.words.put(DEPTH, String.valueOf(ranking.depth()));
    }
    return told.words;
  }

  private void one(String key, Optional<String> value) {
    value.ifPresent(given -> words.put(key, given));
  }

  private void list(String key, List<?> values) {
    if (!values.isEmpty()) words.put(key, values.toString());
  }

  private void set(String key, Collection<String> values) {
    if (!values.isEmpty()) words.put(key, new TreeSet<>(values).toString());
  }
}
