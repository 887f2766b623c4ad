package dev.leeway.estimate;

import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.ScoreCurve;
import dev.leeway.performance.ScoreGrid;

/**
 * What rows by score cell let one expect of measures that rest on the order of scores: the values
 * are those of a {@link ScoreCurve} of expected rows, with the ends that calibrators leave.
 */
final class EstimatedCurves {

  private EstimatedCurves() {}

  /**
   * Area under the ROC curve. In an open cell rows may be in any order that the calibrator allows,
   * which never puts positives below negatives on average.
   *
   * @param rows by cell, at least one
   */
  static Expected rocAuc(CalibratedGrid grid, long[] rows) {
    double fewest = 0;
    double most = 0;
    Between negativesBelow = Between.exactly(0);
    Between positives = Between.exactly(0);
    double total = 0;
    for (int cell = 0; cell < rows.length; cell++) {
      if (rows[cell] == 0) continue;
      Between positive = grid.in(cell).times((double) rows[cell]);
      Between negative = positive.restOf((double) rows[cell]);
      fewest += positive.low() * (negativesBelow.low() + negative.low() / 2);
      double within = ScoreGrid.isOpen(cell) ? negative.high() : negative.high() / 2;
      most += positive.high() * (negativesBelow.high() + within);
      negativesBelow = negativesBelow.plus(negative);
      positives = positives.plus(positive);
      total += rows[cell];
    }
    double nearestHalf = Math.max(positives.low(), Math.min(positives.high(), total / 2));
    double mostPairs = nearestHalf * (total - nearestHalf);
    double fewestPairs =
        Math.min(
            positives.low() * (total - positives.low()),
            positives.high() * (total - positives.high()));
    return expected(
        curve(grid, rows).rocAuc(),
        fewest / mostPairs,
        fewestPairs > 0 ? Math.min(1, most / fewestPairs) : 1);
  }

  /**
   * Average precision, by steps at distinct scores, as realised average precision is taken.
   *
   * @param rows by cell, at least one
   */
  static Expected averagePrecision(CalibratedGrid grid, long[] rows) {
    Between found = Between.exactly(0);
    double low = 0;
    double high = 0;
    double above = 0;
    for (int cell = rows.length - 1; cell >= 0; cell--) {
      if (rows[cell] == 0) continue;
      double end = above + rows[cell];
      Between one = grid.in(cell);
      Between positive = one.times((double) rows[cell]);
      Between after = found.plus(positive);
      double lowest = after.low() / end;
      double highest = after.high() / end;
      if (ScoreGrid.isOpen(cell)) {
        // Each row is a step of its own, the first as good as the rows above it, plus one.
        lowest = Math.min(lowest, (found.low() + one.low()) / (above + 1));
        highest = Math.max(highest, (found.high() + one.high()) / (above + 1));
      }
      low += positive.low() * lowest;
      high += positive.high() * highest;
      found = after;
      above = end;
    }
    return expected(
        curve(grid, rows).averagePrecision(),
        found.high() > 0 ? low / found.high() : 0,
        found.low() > 0 ? Math.min(1, high / found.low()) : 1);
  }

  private static ScoreCurve curve(CalibratedGrid grid, long[] rows) {
    double[] positives = new double[rows.length];
    double[] negatives = new double[rows.length];
    for (int cell = 0; cell < rows.length; cell++) {
      positives[cell] = rows[cell] * grid.in(cell).value();
      negatives[cell] = rows[cell] - positives[cell];
    }
    return new ScoreCurve(positives, negatives);
  }

  private static Expected expected(PerformanceResult.Finding finding, double low, double high) {
    double error =
        finding instanceof PerformanceResult.Found found
            ? new Between(found.value(), low, high).error()
            : 0;
    return new Expected(finding, error);
  }
}
