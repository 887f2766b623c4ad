package dev.leeway.estimate;

import java.util.OptionalDouble;

/**
 * How measures that rest on the order of scores vary with the rows that happen to be there, judged
 * by labelled rows of the reference: variances of one row, to be divided by the number of rows.
 *
 * @param rocAuc NaN where the reference does not tell
 * @param averagePrecision likewise
 */
record RankSpread(double rocAuc, double averagePrecision) {

  static RankSpread of(ScoredRows data) {
    return new RankSpread(ofRocAuc(data), ofAveragePrecision(data));
  }

  static OptionalDouble error(double variance, double rows) {
    return Double.isNaN(variance)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(variance / rows));
  }

  /**
   * NannyML's: the spread over rows of the rarer class of the share of other rows on their wrong
   * side, equal scores in any order.
   */
  private static double ofRocAuc(ScoredRows data) {
    double total = data.total();
    double positives = data.totalPositives();
    boolean rarer = positives * 2 <= total;
    double ours = rarer ? positives : total - positives;
    double others = total - ours;
    double below = 0;
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < data.size(); i++) {
      double positive = data.positives()[i];
      double mine = rarer ? positive : data.rows()[i] - positive;
      double tied = (data.rows()[i] - mine) / others;
      double share = below + tied / 2;
      mean += mine * share;
      squares += mine * (share * share + tied * tied / 12);
      below += tied;
    }
    mean /= ours;
    double variance = Math.max(0, squares / ours - mean * mean);
    return variance * total / ours;
  }

  /** By the jackknife: how the measure changes with each row left out. */
  private static double ofAveragePrecision(ScoredRows data) {
    double total = data.total();
    double all = data.totalPositives();
    if (all < 2) return Double.NaN;
    double[][] without = withoutOne(data, all);
    double mean = 0;
    for (int i = 0; i < data.size(); i++) {
      double positives = data.positives()[i];
      double negatives = data.rows()[i] - positives;
      mean += (negatives * without[i][0] + positives * without[i][1]) / total;
    }
    double squares = 0;
    for (int i = 0; i < data.size(); i++) {
      double positives = data.positives()[i];
      double negatives = data.rows()[i] - positives;
      squares += negatives * Math.pow(without[i][0] - mean, 2);
      squares += positives * Math.pow(without[i][1] - mean, 2);
    }
    return squares * (total - 1);
  }

  /**
   * Average precision without one negative, and without one positive, of each score. A row left out
   * changes no step above it, and all below it alike: so two passes are enough for all.
   */
  private static double[][] withoutOne(ScoredRows data, double all) {
    double[][] without = new double[data.size()][2];
    double found = all;
    double rows = data.total();
    double belowWithoutNegative = 0;
    double belowWithoutPositive = 0;
    for (int i = 0; i < data.size(); i++) {
      double positives = data.positives()[i];
      double others = Math.max(1, rows - 1);
      without[i][0] = (belowWithoutNegative + positives * found / others) / all;
      without[i][1] = (belowWithoutPositive + (positives - 1) * (found - 1) / others) / (all - 1);
      belowWithoutNegative += positives * found / others;
      belowWithoutPositive += positives * (found - 1) / others;
      found -= positives;
      rows -= data.rows()[i];
    }
    double above = 0;
    for (int i = data.size() - 1; i >= 0; i--) {
      without[i][0] += above / all;
      without[i][1] += above / (all - 1);
      found += data.positives()[i];
      rows += data.rows()[i];
      if (rows > 0) above += data.positives()[i] * found / rows;
    }
    return without;
  }
}
