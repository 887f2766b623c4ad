package dev.leeway.measure;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Tests of whether two samples share their shares of unordered cells. */
public final class ContingencyTests {

  private ContingencyTests() {}

  /**
   * Chi-square of the 2 x k table, k - 1 degrees of freedom. Cells empty in both samples do not
   * count; 0 with p = 1 where fewer than two are left, or a sample has no rows.
   */
  public static Outcome chiSquare(UnorderedCells cells) {
    return pearson(cells, false);
  }

  /** The same with Yates' correction where k is 2, as scipy's chi2_contingency by default. */
  public static Outcome chiSquareYates(UnorderedCells cells) {
    return pearson(cells, degrees(cells) == 1);
  }

  private static Outcome pearson(UnorderedCells cells, boolean corrected) {
    double n = cells.referenceRows();
    double m = cells.currentRows();
    return tested(
        cells,
        1,
        cell -> {
          double both = cells.reference(cell) + (double) cells.current(cell);
          if (both == 0) return 0;
          // Both rows of the table are as far from what is expected: |r - n both / (n + m)|.
          double off = Math.abs(cells.reference(cell) * m - cells.current(cell) * n) / (n + m);
          if (corrected) off -= Math.min(0.5, off);
          return off * off / both * (n + m) * (1 / n + 1 / m);
        });
  }

  /**
   * Chi-square of the window's counts against those that the reference's shares let expect. A cell
   * that is empty in the reference counts as half a row there, where the statistic would otherwise
   * be infinite.
   */
  public static Outcome chiSquareFit(UnorderedCells cells) {
    return tested(
        cells,
        1,
        cell -> {
          if (cells.reference(cell) + cells.current(cell) == 0) return 0;
          double expected = expected(cells, cell);
          double off = cells.current(cell) - expected;
          return off * off / expected;
        });
  }

  /** G of the 2 x k table: twice the sum of O ln(O / E), k - 1 degrees of freedom. */
  public static Outcome likelihoodRatio(UnorderedCells cells) {
    double n = cells.referenceRows();
    double m = cells.currentRows();
    return tested(
        cells,
        2,
        cell -> {
          double share = (cells.reference(cell) + (double) cells.current(cell)) / (n + m);
          return surprise(cells.reference(cell), n * share)
              + surprise(cells.current(cell), m * share);
        });
  }

  /** G of the window's counts against the reference's shares; empty cells as in chiSquareFit. */
  public static Outcome likelihoodRatioFit(UnorderedCells cells) {
    return tested(cells, 2, cell -> surprise(cells.current(cell), expected(cells, cell)));
  }

  /**
   * A statistic that is a sum over cells, held against chi-square with one degree of freedom less
   * than cells are filled; 0 where a sample has no rows or fewer than two cells are filled.
   */
  private static Outcome tested(UnorderedCells cells, double times, IntToDoubleFunction ofCell) {
    int degrees = degrees(cells);
    if (degrees < 1 || cells.referenceRows() == 0 || cells.currentRows() == 0) {
      return Outcome.tested(0, 1);
    }
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      sum += ofCell.applyAsDouble(cell);
    }
    double value = Math.max(0, times * sum);
    return Outcome.tested(value, Tails.chiSquare(value, degrees));
  }

  /**
   * Two-proportion z with pooled variance of the first cell against all others; positive where the
   * reference has the larger share. Two-sided p-value. Empty where a sample has no rows or all rows
   * are in the first cell, or none.
   */
  public static Optional<Outcome> twoProportions(UnorderedCells cells) {
    double n = cells.referenceRows();
    double m = cells.currentRows();
    if (cells.size() == 0 || n == 0 || m == 0) return Optional.empty();
    double pooled = (cells.reference(0) + (double) cells.current(0)) / (n + m);
    double variance = pooled * (1 - pooled) * (1 / n + 1 / m);
    if (!(variance > 0)) return Optional.empty();
    double z = (cells.referenceShare(0) - cells.currentShare(0)) / Math.sqrt(variance);
    return Optional.of(Outcome.tested(z, Tails.normalBothSides(z)));
  }

  private static double expected(UnorderedCells cells, int cell) {
    return Math.max(0.5, (double) cells.reference(cell))
        * cells.currentRows()
        / cells.referenceRows();
  }

  private static double surprise(long rows, double expected) {
    return rows == 0 ? 0 : rows * StrictMath.log(rows / expected);
  }

  private static int degrees(UnorderedCells cells) {
    int filled = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cells.reference(cell) + cells.current(cell) > 0) filled++;
    }
    return filled - 1;
  }
}
