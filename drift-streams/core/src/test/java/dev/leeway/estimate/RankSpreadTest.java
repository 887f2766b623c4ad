package dev.leeway.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankSpreadTest {

  @Test
  void averagePrecision_variesAsTheJackknifeSays() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 20; round++) {
      double[] scores = new double[12];
      long[] rows = new long[12];
      long[] positives = new long[12];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = i;
        rows[i] = random.nextInt(5);
        positives[i] = rows[i] == 0 ? 0 : random.nextLong(rows[i] + 1);
      }
      positives[11] = 2;
      rows[11] = 3;
      ScoredRows data = new ScoredRows(scores, rows, positives);
      assertThat(RankSpread.of(data).averagePrecision()).isCloseTo(jackknife(data), within(1e-9));
    }
  }

  @Test
  void rocAuc_variesAsPlacementsDo() {
    // Of two positives one is above both negatives, one above one of them: shares 1 and a half.
    ScoredRows data =
        new ScoredRows(new double[] {1, 2, 3, 4}, new long[] {1, 1, 1, 1}, new long[] {0, 1, 0, 1});
    assertThat(RankSpread.of(data).rocAuc()).isCloseTo(2 / 16.0, within(1e-12));
  }

  @Test
  void spread_ofOneClassIsUnknown() {
    ScoredRows data = new ScoredRows(new double[] {1, 2}, new long[] {3, 3}, new long[] {0, 0});
    assertThat(RankSpread.error(RankSpread.of(data).rocAuc(), 10)).isEmpty();
    assertThat(RankSpread.error(RankSpread.of(data).averagePrecision(), 10)).isEmpty();
  }

  /** Leaves out each row in turn and takes the measure of the rest, (n - 1) / n times n. */
  private static double jackknife(ScoredRows data) {
    double rows = (double) data.total();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < data.size(); i++) {
      for (int positive = 0; positive < 2; positive++) {
        long times = positive == 1 ? data.positives()[i] : data.rows()[i] - data.positives()[i];
        if (times == 0) continue;
        long[] less = data.rows().clone();
        long[] lessPositive = data.positives().clone();
        less[i]--;
        lessPositive[i] -= positive;
        double value = averagePrecision(less, lessPositive);
        sum += times * value;
        squares += times * value * value;
      }
    }
    return (rows - 1) * (squares - sum * sum / rows);
  }

  private static double averagePrecision(long[] rows, long[] positives) {
    double found = 0;
    double above = 0;
    double sum = 0;
    for (int i = rows.length - 1; i >= 0; i--) {
      found += (double) positives[i];
      above += (double) rows[i];
      if (above > 0) sum += positives[i] * found / above;
    }
    return sum / found;
  }
}
