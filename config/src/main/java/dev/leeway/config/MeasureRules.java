package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.verdict.Measure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of a monitor file that name measures. */
final class MeasureRules {

  private static final List<String> ALL =
      Arrays.stream(Measure.values()).map(Measure::key).toList();

  private MeasureRules() {}

  /** The measures of a list. */
  static Set<Measure> measures(Value value) {
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    for (Value element : value.list()) {
      element
          .text()
          .flatMap(key -> known(key, element))
          .filter(measure -> !measures.add(measure))
          .ifPresent(measure -> element.problem("\"" + measure.key() + "\" is given above"));
    }
    return measures;
  }

  /** What decides on a column. */
  static Optional<ColumnRules> rules(Fields column) {
    SortedMap<Measure, Double> thresholds = limits(column.value("thresholds"));
    SortedMap<Measure, Double> pValues = limits(column.value("pValues"));
    SortedMap<Measure, Double> bands = limits(column.value("bands"));
    return column.check(() -> new ColumnRules(thresholds, pValues, bands));
  }

  private static SortedMap<Measure, Double> limits(Value value) {
    SortedMap<Measure, Double> limits = new TreeMap<>();
    value
        .named()
        .forEach(
            (key, given) -> {
              Optional<Measure> measure = known(key, given);
              given
                  .number()
                  .ifPresent(limit -> measure.ifPresent(known -> limits.put(known, limit)));
            });
    return limits;
  }

  private static Optional<Measure> known(String key, Value given) {
    Optional<Measure> measure = Measure.of(key);
    if (measure.isEmpty()) given.unknownName(key, ALL);
    return measure;
  }
}
