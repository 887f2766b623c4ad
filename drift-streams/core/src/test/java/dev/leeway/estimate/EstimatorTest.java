package dev.leeway.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.Answer;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EstimatorTest {

  private static final PerformanceResult.Undefined NO_ROWS = PerformanceResult.Undefined.NO_ROWS;

  /** Rows whose scores have no two digits alike, and truths that come true as a curve says. */
  private record Drawn(List<Double> scores, List<Integer> truths) {

    static Drawn of(long seed, int rows, double power) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Double> scores = new ArrayList<>();
      List<Integer> truths = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        double score = Math.pow(random.nextDouble(), power);
        scores.add(score);
        truths.add(random.nextDouble() < 0.1 + 0.7 * score * score ? 1 : 0);
      }
      return new Drawn(scores, truths);
    }
  }

  private final Drawn reference = Drawn.of(1, 4000, 1);
  private final Drawn window = Drawn.of(2, 1500, 0.6);

  @Test
  void estimate_onACoarseGridIsNoFurtherFromTheFineOneThanItSays() {
    // The same calibrator for both: errors are of the grid, not of what was fitted on it.
    BinaryLayout fine = layout(exactGrid());
    Calibrator calibrator =
        Calibration.fit(fine, Rows.profile(fine, reference.scores, reference.truths)).get(0);
    Map<PerformanceKey, PerformanceResult> exact = estimate(fine, calibrator, window);
    exact.values().forEach(result -> assertThat(found(result).error()).isLessThan(1e-9));
    for (int edges : new int[] {3, 9, 65, 257}) {
      BinaryLayout coarse = layout(evenGrid(edges));
      Map<PerformanceKey, PerformanceResult> rough = estimate(coarse, calibrator, window);
      assertThat(rough.keySet()).isEqualTo(exact.keySet());
      double widest = 0;
      for (PerformanceKey key : exact.keySet()) {
        PerformanceResult.Found found = found(at(rough, key));
        double away = Math.abs(found.value() - found(at(exact, key)).value());
        assertThat(away).as(edges + " edges: " + key).isLessThanOrEqualTo(found.error() + 1e-12);
        boolean share = key.measure().most() <= 1;
        if (share) widest = Math.max(widest, found.error());
      }
      assertThat(widest).as(edges + " edges").isPositive();
      if (edges == 257) assertThat(widest).isLessThan(0.03);
    }
  }

  @Test
  void estimate_seesWorseInputsWithinItsSamplingError() {
    BinaryLayout layout = layout(evenGrid(101));
    PerformanceProfile labelled = Rows.profile(layout, window.scores, window.truths);
    Map<PerformanceKey, PerformanceResult> estimated = estimate(layout, calibrator(layout), window);
    double truly = 0;
    for (int i = 0; i < window.scores.size(); i++) {
      int predicted = window.scores.get(i) >= 0.5 ? 1 : 0;
      if (predicted == window.truths.get(i)) truly++;
    }
    PerformanceResult.Found accuracy =
        found(at(estimated, PerformanceKey.of(PerformanceMeasure.ACCURACY)));
    assertThat(labelled.realised()).isEqualTo(1500);
    assertThat(accuracy.value())
        .isCloseTo(truly / 1500, within(4 * accuracy.standardError().orElseThrow()));
  }

  @Test
  void estimate_atTheThresholdThatPredictsIsThatOfPredictions() {
    BinaryLayout layout = layout(evenGrid(101));
    Map<PerformanceKey, PerformanceResult> estimated = estimate(layout, calibrator(layout), window);
    for (PerformanceMeasure measure :
        List.of(
            PerformanceMeasure.F1,
            PerformanceMeasure.RECALL,
            PerformanceMeasure.SPECIFICITY,
            PerformanceMeasure.BUSINESS_VALUE)) {
      assertThat(at(estimated, PerformanceKey.of(measure, 0.5)).finding())
          .isEqualTo(at(estimated, PerformanceKey.of(measure)).finding());
    }
    double strict =
        found(at(estimated, PerformanceKey.of(PerformanceMeasure.PRECISION, 0.75))).value();
    assertThat(strict)
        .isGreaterThan(
            found(at(estimated, PerformanceKey.of(PerformanceMeasure.PRECISION))).value());
  }

  @Test
  void estimate_ofNothingSaysSo() {
    BinaryLayout layout = layout(evenGrid(11));
    Map<PerformanceKey, PerformanceResult> estimated =
        estimate(layout, calibrator(layout), new Drawn(List.of(), List.of()));
    for (PerformanceResult result : estimated.values()) {
      assertThat(result.finding()).as(result.key().toString()).isEqualTo(NO_ROWS);
    }
  }

  @Test
  void estimate_whereNothingIsPredictedPositiveHasNoPrecision() {
    BinaryLayout layout = layout(evenGrid(11));
    Drawn low = new Drawn(List.of(0.1, 0.2, 0.3), List.of(0, 0, 1));
    Map<PerformanceKey, PerformanceResult> estimated = estimate(layout, calibrator(layout), low);
    assertThat(at(estimated, PerformanceKey.of(PerformanceMeasure.PRECISION)).finding())
        .isEqualTo(PerformanceResult.Undefined.NOTHING_PREDICTED);
    assertThat(found(at(estimated, PerformanceKey.of(PerformanceMeasure.RECALL))).value()).isZero();
  }

  @Test
  void of_hasNothingToEstimateOfNumbersOrWithoutLabels() {
    RegressionLayout numbers = new RegressionLayout("predicted", List.of(), ScoreGrid.magnitudes());
    PerformanceProfile none = PerformanceProfile.empty(numbers);
    assertThat(Calibration.fit(numbers, none)).isEmpty();
    assertThat(Estimator.of(numbers, none, List.of())).isEmpty();
    BinaryLayout binary = layout(evenGrid(11));
    PerformanceProfile unlabelled =
        new PerformanceCounter(binary).addPredicted(Rows.answer(binary, 0.4)).build();
    assertThat(Calibration.fit(binary, unlabelled)).isEmpty();
  }

  private Calibrator calibrator(BinaryLayout layout) {
    return Calibration.fit(layout, Rows.profile(layout, reference.scores, reference.truths)).get(0);
  }

  private Map<PerformanceKey, PerformanceResult> estimate(
      BinaryLayout layout, Calibrator calibrator, Drawn rows) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (double score : rows.scores) {
      Answer answer = Rows.answer(layout, score);
      counter.addPredicted(answer);
    }
    PerformanceProfile labelled = Rows.profile(layout, reference.scores, reference.truths);
    return Estimator.of(layout, labelled, List.of(calibrator))
        .orElseThrow()
        .estimate(counter.build())
        .stream()
        .collect(Collectors.toMap(PerformanceResult::key, result -> result));
  }

  private ScoreGrid exactGrid() {
    double[] all = new double[reference.scores.size() + window.scores.size()];
    for (int i = 0; i < all.length; i++) {
      int rest = i - reference.scores.size();
      all[i] = rest < 0 ? reference.scores.get(i) : window.scores.get(rest);
    }
    return ScoreGrid.of(all, Integer.MAX_VALUE);
  }

  private static ScoreGrid evenGrid(int edges) {
    double[] all = new double[edges];
    for (int i = 0; i < edges; i++) {
      all[i] = i / (edges - 1.0);
    }
    return new ScoreGrid(all);
  }

  private static BinaryLayout layout(ScoreGrid grid) {
    return new BinaryLayout(
        BinaryLayout.Classes.ZERO_ONE,
        Optional.empty(),
        Optional.of("score"),
        true,
        grid,
        List.of(0.5, 0.75),
        Optional.of(new Costs(3, -1, 0.5, -4)));
  }

  private static PerformanceResult at(
      Map<PerformanceKey, PerformanceResult> results, PerformanceKey key) {
    return Objects.requireNonNull(results.get(key), key::toString);
  }

  private static PerformanceResult.Found found(PerformanceResult result) {
    return result.found().orElseThrow(() -> new AssertionError(result.toString()));
  }
}
