package dev.leeway.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void fit_calibratesScoresThatAreTooSure() {
    assertThat(needed(score -> 0.25 + score / 2)).isTrue();
  }

  @Test
  void fit_leavesScoresThatAreProbabilities() {
    // Exactly as often as the score says: what a regression finds beyond it is what it was shown.
    double[] scores = new double[101];
    long[] rows = new long[101];
    long[] positives = new long[101];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i / 100.0;
      rows[i] = 100;
      positives[i] = i;
    }
    assertThat(CalibrationNeed.of(new ScoredRows(scores, rows, positives))).isFalse();
  }

  @Test
  void fit_leavesScoresThatPartTheClasses() {
    assertThat(needed(score -> score < 0.5 ? 0 : 1)).isFalse();
  }

  @Test
  void fit_leavesScoresWithoutRowsOfBothClasses() {
    assertThat(needed(score -> 0)).isFalse();
  }

  @Test
  void fit_calibratesScoresThatAreNoProbabilitiesInAnyCase() {
    BinaryLayout layout =
        new BinaryLayout(
            BinaryLayout.Classes.ZERO_ONE,
            Optional.empty(),
            Optional.of("score"),
            false,
            new ScoreGrid(new double[] {-3, 0, 3}),
            List.of(0.0),
            Optional.empty());
    PerformanceProfile reference = Rows.profile(layout, List.of(-3.0, 3.0), List.of(0, 1));
    assertThat(Calibration.fit(layout, reference))
        .singleElement()
        .isInstanceOf(Calibrator.Isotonic.class);
    assertThat(Calibration.fit(layout, PerformanceProfile.empty(layout))).isEmpty();
  }

  @Test
  void calibrators_areReadAsTheyWereWritten() {
    Calibrator isotonic =
        new Calibrator.Isotonic(new double[] {0.1, 0.2, 0.7}, new double[] {0, 0.5, 0.5});
    PayloadWriter out = new PayloadWriter();
    isotonic.writeTo(out);
    Calibrator.AsIs.AS_IS.writeTo(out);
    PayloadReader in = new PayloadReader(out.toBytes());
    assertThat(Calibrator.readFrom(in)).isEqualTo(isotonic);
    assertThat(Calibrator.readFrom(in)).isEqualTo(Calibrator.AsIs.AS_IS);
    in.end();
  }

  @Test
  void readFrom_refusesCurvesThatFall() {
    byte[] falling =
        new PayloadWriter().count(2).number(0.1).number(0.5).number(0.2).number(0.4).toBytes();
    Assertions.assertThatThrownBy(() -> Calibrator.readFrom(new PayloadReader(falling)))
        .isInstanceOf(CorruptStateException.class);
  }

  /** Whether 20,000 rows with scores of two digits need calibration. */
  private static boolean needed(DoubleUnaryOperator truth) {
    SplittableRandom random = new SplittableRandom(3);
    double[] scores = new double[101];
    long[] rows = new long[101];
    long[] positives = new long[101];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i / 100.0;
    }
    for (int row = 0; row < 20_000; row++) {
      int score = random.nextInt(101);
      rows[score]++;
      if (random.nextDouble() < truth.applyAsDouble(scores[score])) positives[score]++;
    }
    return CalibrationNeed.of(new ScoredRows(scores, rows, positives));
  }
}
