package dev.leeway.estimate;

/**
 * Labelled rows by score, the lowest first: how many there are of each score, and how many of these
 * are positive. Arrays are handed over as they are: nobody changes them.
 */
final class ScoredRows {

  private final double[] scores;
  private final long[] rows;
  private final long[] positives;

  /**
   * @param scores finite, strictly ascending
   * @param rows not negative
   * @param positives not negative, at most the rows
   */
  ScoredRows(double[] scores, long[] rows, long[] positives) {
    if (scores.length != rows.length || scores.length != positives.length) {
      throw new IllegalArgumentException("scores and counts differ in number");
    }
    this.scores = scores;
    this.rows = rows;
    this.positives = positives;
  }

  int size() {
    return scores.length;
  }

  double[] scores() {
    return scores;
  }

  long[] rows() {
    return rows;
  }

  long[] positives() {
    return positives;
  }

  long total() {
    return sum(rows);
  }

  long totalPositives() {
    return sum(positives);
  }

  /**
   * Area under the ROC curve, equal scores counting half.
   *
   * @return NaN where all rows are of one class
   */
  double rocAuc() {
    double below = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      double negatives = rows[i] - positives[i];
      pairs += positives[i] * (below + negatives / 2);
      below += negatives;
    }
    return pairs / (below * totalPositives());
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
