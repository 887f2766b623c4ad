package dev.leeway.monitor;

import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.verdict.Measure;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides on one column in place of the default rule: it is drifted as soon as one of these
 * says so, whatever it says by chance.
 *
 * @param thresholds drifted where the size of the measure's value reaches the threshold; above 0
 * @param pValues drifted where the measure's p-value is no larger; in (0, 1), of measures with a
 *     p-value
 * @param bands drifted where the value is further than so many population standard deviations above
 *     the mean over chunks of the reference; above 0
 */
public record ColumnRules(
    SortedMap<Measure, Double> thresholds,
    SortedMap<Measure, Double> pValues,
    SortedMap<Measure, Double> bands) {

  /** The default rule decides. */
  public static final ColumnRules NONE =
      new ColumnRules(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /**
   * @throws IllegalArgumentException if a limit is out of its range, or the measure has no p-value
   *     or no band
   */
  public ColumnRules {
    thresholds = unmodifiableSortedMap(new TreeMap<>(thresholds));
    pValues = unmodifiableSortedMap(new TreeMap<>(pValues));
    bands = unmodifiableSortedMap(new TreeMap<>(bands));
    positive("threshold", thresholds);
    positive("band", bands);
    positive("p-value", pValues);
    pValues.forEach(
        (measure, limit) -> {
          if (!measure.isTest()) {
            throw new IllegalArgumentException(measure.key() + " has no p-value");
          }
          if (!(limit < 1)) {
            throw new IllegalArgumentException(
                "p-value of " + measure.key() + " must be below 1: " + limit);
          }
        });
    if (bands.containsKey(Measure.EVIDENCE) || bands.containsKey(Measure.EFFECT)) {
      throw new IllegalArgumentException("evidence and effect have no band");
    }
  }

  /** Thresholds only. */
  public static ColumnRules ofThresholds(Map<Measure, Double> thresholds) {
    return new ColumnRules(new TreeMap<>(thresholds), new TreeMap<>(), new TreeMap<>());
  }

  /** The measures that a rule looks at; none where the default rule decides. */
  public Set<Measure> measures() {
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    measures.addAll(thresholds.keySet());
    measures.addAll(pValues.keySet());
    measures.addAll(bands.keySet());
    return measures;
  }

  private static void positive(String what, Map<Measure, Double> limits) {
    limits.forEach(
        (measure, limit) -> {
          if (!(limit > 0)) {
            throw new IllegalArgumentException(
                what + " of " + measure.key() + " must be positive: " + limit);
          }
        });
  }
}
