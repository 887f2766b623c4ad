package dev.leeway.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.ScoreGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MulticlassEstimatorTest {

  private static final List<String> CLASSES = List.of("low", "medium", "high");
  private static final int OTHER = 3;

  /** A row: probabilities in hundredths and its true class. */
  private record Row(List<Integer> scores, int truth) {

    int predicted() {
      int best = 0;
      for (int i = 1; i < scores.size(); i++) {
        if (scores.get(i) > scores.get(best)) best = i;
      }
      return best;
    }
  }

  private final List<Row> reference = rows(1, 6000, 0);
  private final List<Row> window = rows(2, 3000, 20);

  @Test
  void estimate_isWithinItsSamplingErrorOfWhatComesTrue() {
    MulticlassLayout layout = layout(101);
    Map<PerformanceKey, PerformanceResult> estimated = estimate(layout, layout, window);
    double[][] matrix = matrix(window);
    double correct = matrix[0][0] + matrix[1][1] + matrix[2][2];
    assertNear(estimated, PerformanceKey.of(PerformanceMeasure.ACCURACY), correct / window.size());
    double recalls = 0;
    for (int i = 0; i < CLASSES.size(); i++) {
      double recall = matrix[i][i] / Arrays.stream(matrix[i]).sum();
      recalls += recall;
      assertNear(estimated, PerformanceKey.of(PerformanceMeasure.RECALL, CLASSES.get(i)), recall);
    }
    assertNear(estimated, PerformanceKey.of(PerformanceMeasure.RECALL_MACRO), recalls / 3);
  }

  @Test
  void estimate_givesMeansOfClasses() {
    MulticlassLayout layout = layout(101);
    Map<PerformanceKey, PerformanceResult> estimated = estimate(layout, layout, window);
    double sum = 0;
    for (String name : CLASSES) {
      sum += found(estimated, PerformanceKey.of(PerformanceMeasure.ROC_AUC, name)).value();
    }
    assertThat(found(estimated, PerformanceKey.of(PerformanceMeasure.ROC_AUC)).value())
        .isCloseTo(sum / 3, within(1e-12));
  }

  @Test
  void confusion_dealsEveryPredictionOut() {
    MulticlassLayout layout = layout(101);
    double[][] confusion = estimator(layout, layout).confusion(profile(layout, window));
    for (int as = 0; as < CLASSES.size(); as++) {
      double predicted = 0;
      for (double[] row : confusion) {
        predicted += row[as];
      }
      int column = as;
      long rows = window.stream().filter(row -> row.predicted() == column).count();
      assertThat(predicted).isCloseTo((double) rows, within(1e-8));
    }
    assertThat(confusion[OTHER]).containsOnly(0);
  }

  @Test
  void confusion_leavesToOthersWhatTheListedClassesLeave() {
    MulticlassLayout layout = layout(101);
    List<Row> strange = new ArrayList<>(reference);
    for (int i = 0; i < strange.size(); i += 5) {
      strange.set(i, new Row(strange.get(i).scores, OTHER));
    }
    PerformanceProfile labelled = profile(layout, strange);
    Estimator estimator =
        Estimator.of(layout, labelled, Calibration.fit(layout, labelled)).orElseThrow();
    double others = Arrays.stream(estimator.confusion(labelled)[OTHER]).sum();
    assertThat(others / strange.size()).isCloseTo(0.2, within(0.02));
  }

  @Test
  void estimate_onACoarseGridIsNoFurtherFromTheFineOneThanItSays() {
    MulticlassLayout fine = layout(101);
    MulticlassLayout coarse = layout(11);
    Map<PerformanceKey, PerformanceResult> exact = estimate(fine, fine, window);
    Map<PerformanceKey, PerformanceResult> rough = estimate(coarse, fine, window);
    for (PerformanceKey key : exact.keySet()) {
      PerformanceResult.Found found = found(rough, key);
      double away = Math.abs(found.value() - found(exact, key).value());
      assertThat(away).as(key.toString()).isLessThanOrEqualTo(found.error() + 1e-12);
    }
    assertThat(found(exact, PerformanceKey.of(PerformanceMeasure.ACCURACY)).error())
        .isLessThan(1e-9);
  }

  @Test
  void estimate_ofNothingSaysSo() {
    MulticlassLayout layout = layout(11);
    assertThat(estimate(layout, layout, List.of()).values())
        .extracting(PerformanceResult::finding)
        .containsOnly(PerformanceResult.Undefined.NO_ROWS);
  }

  private Map<PerformanceKey, PerformanceResult> estimate(
      MulticlassLayout layout, MulticlassLayout calibratedOn, List<Row> rows) {
    return estimator(layout, calibratedOn).estimate(profile(layout, rows)).stream()
        .collect(Collectors.toMap(PerformanceResult::key, result -> result));
  }

  private Estimator estimator(MulticlassLayout layout, MulticlassLayout calibratedOn) {
    List<Calibrator> calibrators = Calibration.fit(calibratedOn, profile(calibratedOn, reference));
    return Estimator.of(layout, profile(layout, reference), calibrators).orElseThrow();
  }

  private static void assertNear(
      Map<PerformanceKey, PerformanceResult> estimated, PerformanceKey key, double truly) {
    PerformanceResult.Found found = found(estimated, key);
    assertThat(found.value())
        .as(key.toString())
        .isCloseTo(truly, within(4 * found.standardError().orElseThrow()));
  }

  private static PerformanceResult.Found found(
      Map<PerformanceKey, PerformanceResult> results, PerformanceKey key) {
    PerformanceResult result = Objects.requireNonNull(results.get(key), key::toString);
    return result.found().orElseThrow(() -> new AssertionError(result.toString()));
  }

  private static double[][] matrix(List<Row> rows) {
    double[][] matrix = new double[3][3];
    for (Row row : rows) {
      matrix[row.truth][row.predicted()]++;
    }
    return matrix;
  }

  /** Rows whose classes come true a little less surely than their scores say. */
  private static List<Row> rows(long seed, int number, int more) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int first = Math.min(100, random.nextInt(101 + more));
      int second = random.nextInt(101 - first);
      List<Integer> scores = List.of(first, second, 100 - first - second);
      int drawn = random.nextInt(130);
      int truth = drawn < first ? 0 : drawn < first + second ? 1 : drawn < 100 ? 2 : drawn % 3;
      rows.add(new Row(scores, truth));
    }
    return rows;
  }

  private static PerformanceProfile profile(MulticlassLayout layout, List<Row> rows) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (Row row : rows) {
      Answer answer =
          Rows.answer(
              layout, column -> new Cell.Numeric(row.scores.get(CLASSES.indexOf(column)) / 100.0));
      counter.addPredicted(answer).add(new Outcome(answer, row.truth));
    }
    return counter.build();
  }

  private static MulticlassLayout layout(int edges) {
    double[] all = new double[edges];
    for (int i = 0; i < edges; i++) {
      all[i] = i * (100 / (edges - 1)) / 100.0;
    }
    return new MulticlassLayout(
        CLASSES, Optional.empty(), CLASSES, Collections.nCopies(3, new ScoreGrid(all)));
  }
}
