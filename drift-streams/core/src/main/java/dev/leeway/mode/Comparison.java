package dev.leeway.mode;

import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.Locale;

/**
 * What a tool found of two samples.
 *
 * @param measures the deciding one first; none where there was nothing to compare
 * @param why in words a person reads
 */
record Comparison(List<MeasureResult> measures, boolean drifted, String why) {

  static final Comparison NONE = unknown("no values to compare");

  Comparison {
    measures = List.copyOf(measures);
  }

  /** Nothing can be said. */
  static Comparison unknown(String why) {
    return new Comparison(List.of(), false, why);
  }

  /** Drift where the first value is above its threshold. */
  static Comparison above(List<MeasureResult> measures) {
    MeasureResult first = measures.get(0);
    double threshold = first.threshold().orElse(Double.POSITIVE_INFINITY);
    return new Comparison(
        measures, first.value() > threshold, words(first, first.value(), "above", threshold));
  }

  /** Drift where the first value is at its threshold or above. */
  static Comparison from(List<MeasureResult> measures) {
    MeasureResult first = measures.get(0);
    double threshold = first.threshold().orElse(Double.POSITIVE_INFINITY);
    return new Comparison(
        measures, first.value() >= threshold, words(first, first.value(), "from", threshold));
  }

  /** Drift where the first p-value is below the level. */
  static Comparison below(double level, List<MeasureResult> measures) {
    MeasureResult first = measures.get(0);
    double p = first.pValue().orElse(1);
    return new Comparison(measures, p < level, words(first, p, "p-value below", level));
  }

  /** Drift where the first p-value is at the level or below. */
  static Comparison atMost(double level, List<MeasureResult> measures) {
    MeasureResult first = measures.get(0);
    double p = first.pValue().orElse(1);
    return new Comparison(measures, p <= level, words(first, p, "p-value up to", level));
  }

  private static String words(MeasureResult first, double found, String rule, double limit) {
    String number = rule.startsWith("p-value") ? "p-value " : "";
    return String.format(
        Locale.ROOT, "%s %s%.4g, drift %s %.4g", first.measure().key(), number, found, rule, limit);
  }
}
