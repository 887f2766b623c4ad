package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One measure of one column.
 *
 * @param value finite
 * @param pValue in [0, 1] where the measure has one
 * @param error how far binning or sketching may have moved the value, in the measure's own unit
 * @param threshold what the value is held against, where it decides or advises
 * @param formula id of the exact formula, for example {@code ks-binned/v1}
 */
public record MeasureResult(
    Measure measure,
    double value,
    OptionalDouble pValue,
    OptionalDouble error,
    OptionalDouble threshold,
    String formula) {

  public MeasureResult {
    requireNonNull(measure, "measure");
    requireNonNull(pValue, "pValue");
    requireNonNull(error, "error");
    requireNonNull(threshold, "threshold");
    requireNonNull(formula, "formula");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(measure.key() + " is not finite: " + value);
    }
  }
}
