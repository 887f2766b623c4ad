package dev.leeway.estimate;

import java.util.Arrays;

/**
 * The never falling curve that is nearest to the classes of rows by least squares, found by pooling
 * adjacent violators (Barlow et al., 1972). Gives what scikit-learn's {@code
 * IsotonicRegression(out_of_bounds="clip")} gives.
 */
final class IsotonicRegression {

  private IsotonicRegression() {}

  /**
   * @return one point for each end of each level stretch
   * @throws IllegalArgumentException if there are no rows
   */
  static Calibrator.Isotonic fit(ScoredRows data) {
    int size = data.size();
    long[] rows = new long[size];
    long[] positives = new long[size];
    int[] first = new int[size];
    int[] last = new int[size];
    int blocks = 0;
    for (int i = 0; i < size; i++) {
      if (data.rows()[i] == 0) continue;
      rows[blocks] = data.rows()[i];
      positives[blocks] = data.positives()[i];
      first[blocks] = i;
      last[blocks] = i;
      blocks++;
      while (blocks > 1 && !ascends(rows, positives, blocks - 2)) {
        rows[blocks - 2] += rows[blocks - 1];
        positives[blocks - 2] += positives[blocks - 1];
        last[blocks - 2] = last[blocks - 1];
        blocks--;
      }
    }
    double[] scores = new double[2 * blocks];
    double[] probabilities = new double[2 * blocks];
    int points = 0;
    for (int block = 0; block < blocks; block++) {
      double share = positives[block] / (double) rows[block];
      scores[points] = data.scores()[first[block]];
      probabilities[points++] = share;
      if (last[block] == first[block]) continue;
      scores[points] = data.scores()[last[block]];
      probabilities[points++] = share;
    }
    return new Calibrator.Isotonic(
        Arrays.copyOf(scores, points), Arrays.copyOf(probabilities, points));
  }

  /** Whether the block's share is below that of the next, compared without rounding. */
  private static boolean ascends(long[] rows, long[] positives, int block) {
    long high = Math.multiplyHigh(positives[block], rows[block + 1]);
    long low = positives[block] * rows[block + 1];
    long nextHigh = Math.multiplyHigh(positives[block + 1], rows[block]);
    long nextLow = positives[block + 1] * rows[block];
    return high != nextHigh ? high < nextHigh : Long.compareUnsigned(low, nextLow) < 0;
  }
}
