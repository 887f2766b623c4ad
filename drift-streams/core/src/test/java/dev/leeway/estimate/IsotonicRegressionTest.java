package dev.leeway.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {

  /**
   * scikit-learn 1.9.1: {@code IsotonicRegression(out_of_bounds="clip").fit(x, y).predict(q)} of
   * {@code x = [i*37%101/100 for i in range(60)] + [.5, .5, .2]} and {@code y = [i*i*13%97 < 30 +
   * i*37%101*.4 for i in range(60)] + [1, 0, 1]}: q, then what it predicts.
   */
  private static final double[][] SCIKIT_LEARN = {
    {-1, 0.391304347826087},
    {0, 0.391304347826087},
    {0.033, 0.391304347826087},
    {0.2, 0.391304347826087},
    {0.25, 0.391304347826087},
    {0.4999, 0.625},
    {0.5, 0.625},
    {0.77, 0.6666666666666666},
    {0.9, 0.8},
    {1.0, 1.0},
    {3, 1.0}
  };

  @Test
  void fit_givesWhatScikitLearnGives() {
    SortedMap<Double, long[]> rows = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      int x = i * 37 % 101;
      add(rows, x / 100.0, i * i * 13 % 97 < 30 + x * 0.4);
    }
    add(rows, 0.5, true);
    add(rows, 0.5, false);
    add(rows, 0.2, true);
    Calibrator calibrator = IsotonicRegression.fit(rows(rows));
    for (double[] expected : SCIKIT_LEARN) {
      assertThat(calibrator.probability(expected[0])).isCloseTo(expected[1], within(1e-14));
    }
  }

  @Test
  void fit_isNearerThanAnyOtherCurveThatNeverFalls() {
    // The least squares curve by its definition: max over starts of min over ends of means.
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      SortedMap<Double, long[]> rows = new TreeMap<>();
      for (int i = 0; i < 40; i++) {
        add(rows, random.nextInt(25) / 25.0, random.nextBoolean());
      }
      ScoredRows data = rows(rows);
      Calibrator calibrator = IsotonicRegression.fit(data);
      for (int i = 0; i < data.size(); i++) {
        double best = 0;
        for (int from = 0; from <= i; from++) {
          double least = 1;
          for (int to = i; to < data.size(); to++) {
            least = Math.min(least, mean(data, from, to));
          }
          best = Math.max(best, least);
        }
        assertThat(calibrator.probability(data.scores()[i])).isCloseTo(best, within(1e-12));
      }
    }
  }

  @Test
  void fit_leavesScoresOutThatHaveNoRows() {
    ScoredRows data =
        new ScoredRows(new double[] {0.1, 0.5, 0.9}, new long[] {4, 0, 4}, new long[] {0, 0, 4});
    assertThat(IsotonicRegression.fit(data).probability(0.5)).isCloseTo(0.5, within(1e-15));
  }

  private static double mean(ScoredRows data, int from, int to) {
    double rows = 0;
    double positives = 0;
    for (int i = from; i <= to; i++) {
      rows += data.rows()[i];
      positives += data.positives()[i];
    }
    return positives / rows;
  }

  private static void add(SortedMap<Double, long[]> rows, double score, boolean positive) {
    long[] counts = rows.computeIfAbsent(score, key -> new long[2]);
    counts[0]++;
    if (positive) counts[1]++;
  }

  private static ScoredRows rows(SortedMap<Double, long[]> rows) {
    return new ScoredRows(
        rows.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        rows.values().stream().mapToLong(counts -> counts[0]).toArray(),
        rows.values().stream().mapToLong(counts -> counts[1]).toArray());
  }
}
