package dev.leeway.mode;

import dev.leeway.measure.Outcome;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.OptionalDouble;

/** Puts numbers that were worked out by a tool's formula into results. */
record Found(long referenceRows, long currentRows) {

  /** Results of the samples counted on the given cells. */
  static Found on(UnorderedCells cells) {
    return new Found(cells.referenceRows(), cells.currentRows());
  }

  /** An exact value without a p-value. */
  MeasureResult value(Measure measure, double value, String formula) {
    return of(measure, value, OptionalDouble.empty(), 0, formula);
  }

  /** An exact value with its p-value. */
  MeasureResult tested(Measure measure, double value, double pValue, String formula) {
    return of(measure, value, OptionalDouble.of(pValue), 0, formula);
  }

  /** What one of our own measures came to, where a tool has the same. */
  MeasureResult outcome(Measure measure, Outcome outcome, String formula) {
    return of(measure, outcome.value(), outcome.pValue(), outcome.error(), formula);
  }

  /** A value that is no further than the error from the tool's. */
  MeasureResult bounded(Measure measure, double value, double error, String formula) {
    return of(measure, value, OptionalDouble.empty(), error, formula);
  }

  /** What a measure came to on bins that are not the tool's. */
  MeasureResult frozen(Measure measure, Outcome outcome, String formula) {
    return withUnknownError(outcome(measure, outcome, formula));
  }

  /** The same where nobody knows how far it is from the tool's value. */
  static MeasureResult withUnknownError(MeasureResult result) {
    return new MeasureResult(
        result.measure(),
        result.value(),
        result.pValue(),
        OptionalDouble.of(Double.POSITIVE_INFINITY),
        result.threshold(),
        result.formula(),
        result.referenceRows(),
        result.currentRows());
  }

  private MeasureResult of(
      Measure measure, double value, OptionalDouble p, double error, String formula) {
    return new MeasureResult(
        measure,
        // A statistic that is infinite, as chi-square where nothing was expected.
        Math.min(value, Double.MAX_VALUE),
        p,
        OptionalDouble.of(error),
        OptionalDouble.empty(),
        formula,
        referenceRows,
        currentRows);
  }
}
