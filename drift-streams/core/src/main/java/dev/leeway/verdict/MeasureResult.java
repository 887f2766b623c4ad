package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One measure of one column.
 *
 * @param value finite
 * @param pValue in [0, 1] where the measure has one
 * @param error how far binning or sketching may have moved the value, in the measure's own unit:
 *     the value of the same rows without bins is no further away.
 * @param threshold what the value is held against, where it decides or advises
 * @param formula id of the exact formula, for example {@code ks-binned/v1}
 * @param referenceRows rows of the reference that entered; with {@code currentRows} 0 where a
 *     record of an earlier release does not tell
 * @param currentRows rows of the window that entered
 */
public record MeasureResult(
    Measure measure,
    double value,
    OptionalDouble pValue,
    OptionalDouble error,
    OptionalDouble threshold,
    String formula,
    long referenceRows,
    long currentRows) {

  public MeasureResult {
    requireNonNull(measure, "measure");
    requireNonNull(pValue, "pValue");
    requireNonNull(error, "error");
    requireNonNull(threshold, "threshold");
    requireNonNull(formula, "formula");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(measure.key() + " is not finite: " + value);
    }
    if (referenceRows < 0 || currentRows < 0) {
      throw new IllegalArgumentException("rows " + referenceRows + " and " + currentRows);
    }
  }

  /** A result that does not tell the sizes of its samples. */
  public MeasureResult(
      Measure measure,
      double value,
      OptionalDouble pValue,
      OptionalDouble error,
      OptionalDouble threshold,
      String formula) {
    this(measure, value, pValue, error, threshold, formula, 0, 0);
  }

  /** The same, held against the given threshold. */
  public MeasureResult heldAgainst(double threshold) {
    return new MeasureResult(
        measure,
        value,
        pValue,
        error,
        OptionalDouble.of(threshold),
        formula,
        referenceRows,
        currentRows);
  }
}
