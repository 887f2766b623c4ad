package dev.leeway.performance;

/**
 * Places of labelled ones: cell of the absolute error; then rows that a relative or a logarithmic
 * error is not defined for; then by quantile column how often the truth was at or below it, and by
 * pair of quantiles, the outermost first, how often it was between them. Sums as named, those of
 * errors with their squares; then pinball loss by quantile column.
 */
final class RegressionCounting implements TaskCounting {

  static final int ERROR = 0;
  static final int ABSOLUTE = 2;
  static final int SQUARE = 4;
  static final int RELATIVE = 6;
  static final int SYMMETRIC = 8;
  static final int LOGARITHMIC = 10;
  static final int TRUTH = 12;
  static final int TRUTH_SQUARE = 13;
  static final int PINBALL = 14;

  private final RegressionLayout layout;
  private final int cells;
  private final int quantiles;

  RegressionCounting(RegressionLayout layout) {
    this.layout = layout;
    cells = layout.errors().cells();
    quantiles = layout.quantiles().size();
  }

  @Override
  public int predictedPlaces() {
    return 0;
  }

  @Override
  public int realisedPlaces() {
    return insidePlace(quantiles / 2);
  }

  @Override
  public int sums() {
    return PINBALL + 2 * quantiles;
  }

  /** Predictions alone are only counted. */
  @Override
  public void predicted(Answer answer, int sign, PerformanceCounter into) {}

  @Override
  public void realised(Outcome outcome, int sign, PerformanceCounter into) {
    double truth = outcome.truth();
    double predicted = outcome.answer().number(0);
    double error = predicted - truth;
    double absolute = Math.abs(error);
    into.countRealised(layout.errors().cell(absolute), sign);
    into.sumWithSquare(ERROR, error, sign);
    into.sumWithSquare(ABSOLUTE, absolute, sign);
    into.sumWithSquare(SQUARE, error * error, sign);
    into.sum(TRUTH, sign * truth);
    into.sumSquare(TRUTH_SQUARE, truth, sign);
    if (truth == 0) {
      into.countRealised(zeroPlace(), sign);
    } else {
      into.sumWithSquare(RELATIVE, absolute / Math.abs(truth), sign);
    }
    double size = Math.abs(truth) + Math.abs(predicted);
    into.sumWithSquare(SYMMETRIC, size == 0 ? 0 : 2 * absolute / size, sign);
    if (truth <= -1 || predicted <= -1) {
      into.countRealised(negativePlace(), sign);
    } else {
      double logarithmic = StrictMath.log1p(predicted) - StrictMath.log1p(truth);
      into.sumWithSquare(LOGARITHMIC, logarithmic * logarithmic, sign);
    }
    quantiles(outcome, sign, into);
  }

  private void quantiles(Outcome outcome, int sign, PerformanceCounter into) {
    Answer answer = outcome.answer();
    double truth = outcome.truth();
    for (int i = 0; i < quantiles; i++) {
      double missing = truth - answer.number(1 + i);
      double level = layout.quantiles().get(i).level();
      if (missing <= 0) into.countRealised(belowPlace(i), sign);
      into.sumWithSquare(PINBALL + 2 * i, Math.max(level * missing, (level - 1) * missing), sign);
    }
    for (int i = 0; i < quantiles / 2; i++) {
      boolean inside = answer.number(1 + i) <= truth && truth <= answer.number(quantiles - i);
      if (inside) into.countRealised(insidePlace(i), sign);
    }
  }

  /** Of rows whose truth is 0. */
  int zeroPlace() {
    return cells;
  }

  /** Of rows with a number at or below -1. */
  int negativePlace() {
    return cells + 1;
  }

  /** Of rows whose truth was at or below the quantile. */
  int belowPlace(int quantile) {
    return cells + 2 + quantile;
  }

  /** Of rows whose truth was between the two quantiles. */
  int insidePlace(int pair) {
    return cells + 2 + quantiles + pair;
  }
}
