package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.PerformanceResult.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a coarse grid does to a measure stays within the error that it states. */
class GridErrorTest {

  private static final List<String> KEYS =
      List.of("roc_auc", "average_precision", "score_ks", "gain@0.1", "lift@0.3");

  @RepeatedTest(200)
  void measureOfScores_onACoarseGrid_isWithinItsError(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int rows = random.nextInt(2, 60);
    double[] scores = random.doubles(rows).map(s -> Math.rint(s * 40) / 40).toArray();
    boolean[] labels = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextDouble() < scores[i];
    }
    labels[0] = true;
    labels[1] = false;
    RealisedPerformance coarse =
        performance(new ScoreGrid(new double[] {0.25, 0.7}), scores, labels);
    RealisedPerformance fine = performance(ScoreGrid.of(scores, 1000), scores, labels);

    for (String text : KEYS) {
      PerformanceKey key = PerformanceKey.parse(text).orElseThrow();
      Found exact = fine.result(key).found().orElseThrow();
      Found found = coarse.result(key).found().orElseThrow();
      assertThat(exact.error()).as(text).isZero();
      assertThat(found.value()).as(text).isCloseTo(exact.value(), within(found.error() + 1e-12));
    }
    for (String text : List.of("log_loss", "brier", "calibration_error", "f1@0.5")) {
      PerformanceKey key = PerformanceKey.parse(text).orElseThrow();
      assertThat(coarse.result(key)).isEqualTo(fine.result(key));
    }
  }

  @RepeatedTest(100)
  void absoluteErrorQuantile_onACoarseGrid_isWithinItsError(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] errors = random.doubles(random.nextInt(1, 40), -4, 4).toArray();
    RegressionLayout coarse = regression(new ScoreGrid(new double[] {1, 2, 4}));
    double[] absolute = Arrays.stream(errors).map(Math::abs).toArray();
    RegressionLayout fine = regression(ScoreGrid.of(absolute, 1000));

    for (String text : List.of("median_absolute_error", "absolute_error_quantile@0.9")) {
      PerformanceKey key = PerformanceKey.parse(text).orElseThrow();
      Found exact = performance(fine, errors).result(key).found().orElseThrow();
      Found found = performance(coarse, errors).result(key).found().orElseThrow();
      assertThat(exact.error()).isZero();
      assertThat(found.value()).as(text).isCloseTo(exact.value(), within(found.error() + 1e-12));
    }
  }

  @Test
  void rocAuc_whereOnlyOneClassIsOffTheGrid_isExact() {
    double[] scores = {0.1, 0.2, 0.25, 0.3, 0.4};
    boolean[] labels = {false, false, true, true, true};

    Found auc =
        performance(new ScoreGrid(new double[] {0.25}), scores, labels)
            .result(PerformanceKey.of(PerformanceMeasure.ROC_AUC))
            .found()
            .orElseThrow();

    assertThat(auc.value()).isEqualTo(1);
    assertThat(auc.error()).isZero();
  }

  private static RealisedPerformance performance(
      ScoreGrid grid, double[] scores, boolean[] labels) {
    BinaryLayout layout =
        new BinaryLayout(
            BinaryLayout.Classes.ZERO_ONE,
            Optional.empty(),
            Optional.of("score"),
            true,
            grid,
            List.of(0.5),
            Optional.empty());
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      outcomes.add(
          TaskRows.outcome(
              layout, Map.of("score", TaskRows.number(scores[i])), new Cell.Flag(labels[i])));
    }
    return new RealisedPerformance(layout, TaskRows.profile(layout, outcomes));
  }

  private static RealisedPerformance performance(RegressionLayout layout, double[] errors) {
    List<Outcome> outcomes = new ArrayList<>();
    for (double error : errors) {
      outcomes.add(
          TaskRows.outcome(layout, Map.of("p", TaskRows.number(error)), TaskRows.number(0)));
    }
    return new RealisedPerformance(layout, TaskRows.profile(layout, outcomes));
  }

  private static RegressionLayout regression(ScoreGrid errors) {
    return new RegressionLayout("p", List.of(), errors);
  }
}
