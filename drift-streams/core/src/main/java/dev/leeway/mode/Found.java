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
    return of(measure, value, OptionalDouble.empty(), formula);
  }

  /** An exact value with its p-value. */
  MeasureResult tested(Measure measure, double value, double pValue, String formula) {
    return of(measure, value, OptionalDouble.of(pValue), formula);
  }

  /** What one of our own measures came to, where a tool has the same. */
  MeasureResult outcome(Measure measure, Outcome outcome, String formula) {
    return of(measure, outcome.value(), outcome.pValue(), formula);
  }

  private MeasureResult of(Measure measure, double value, OptionalDouble p, String formula) {
    return new MeasureResult(
        measure,
        // A statistic that is infinite, as chi-square where nothing was expected.
        Math.min(value, Double.MAX_VALUE),
        p,
        OptionalDouble.of(0),
        OptionalDouble.empty(),
        formula,
        referenceRows,
        currentRows);
  }
}
