package dev.leeway.estimate;

import dev.leeway.performance.ScoreGrid;
import java.util.Arrays;

/**
 * The cells of a score grid with the probability of being positive that a calibrator gives them:
 * one number for an edge, which is one score; the ends of an open cell's, and the middle.
 */
final class CalibratedGrid {

  private final double[] value;
  private final double[] low;
  private final double[] high;

  CalibratedGrid(ScoreGrid grid, Calibrator calibrator) {
    int cells = grid.cells();
    value = new double[cells];
    low = new double[cells];
    high = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      low[cell] = calibrator.probability(grid.lower(cell));
      high[cell] = calibrator.probability(grid.upper(cell));
      value[cell] = calibrator.probability(middle(grid, cell));
    }
  }

  int cells() {
    return value.length;
  }

  /** How many of so many rows in each cell are positive. */
  Between positives(long[] rows) {
    Between sum = Between.exactly(0);
    for (int cell = 0; cell < rows.length; cell++) {
      if (rows[cell] != 0) sum = sum.plus(in(cell).times((double) rows[cell]));
    }
    return sum;
  }

  /** The probability in a cell. */
  Between in(int cell) {
    return new Between(value[cell], low[cell], high[cell]);
  }

  /**
   * Labelled rows by score, as a calibrator is fitted to: those of an open cell lie in its middle,
   * those beyond the grid at its ends.
   *
   * @param rows by cell
   * @param positives of them by cell
   */
  static ScoredRows scored(ScoreGrid grid, long[] rows, long[] positives) {
    int cells = grid.cells() - 2;
    double[] scores = new double[cells];
    for (int i = 0; i < cells; i++) {
      scores[i] = middle(grid, i + 1);
    }
    long[] inner = Arrays.copyOfRange(rows, 1, cells + 1);
    long[] innerPositives = Arrays.copyOfRange(positives, 1, cells + 1);
    inner[0] += rows[0];
    innerPositives[0] += positives[0];
    inner[cells - 1] += rows[cells + 1];
    innerPositives[cells - 1] += positives[cells + 1];
    return new ScoredRows(scores, inner, innerPositives);
  }

  private static double middle(ScoreGrid grid, int cell) {
    double lower = grid.lower(cell);
    double upper = grid.upper(cell);
    if (Double.isInfinite(lower)) return upper;
    if (Double.isInfinite(upper)) return lower;
    return lower / 2 + upper / 2;
  }
}
