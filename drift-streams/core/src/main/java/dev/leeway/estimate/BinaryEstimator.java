package dev.leeway.estimate;

import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Confusion;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.ScoreCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Estimates of a model with two classes. */
final class BinaryEstimator implements Estimator {

  private static final Decision AS_PREDICTED = new Decision(OptionalDouble.empty(), 0);

  private final BinaryLayout layout;
  private final PerformanceProfile reference;
  private final CalibratedGrid grid;
  private final RankSpread spread;

  BinaryEstimator(BinaryLayout layout, PerformanceProfile reference, Calibrator calibrator) {
    this.layout = layout;
    this.reference = reference;
    grid = new CalibratedGrid(layout.grid(), calibrator);
    spread = RankSpread.of(labelled(layout, reference));
  }

  /** The labelled rows of a reference by score. */
  static ScoredRows labelled(BinaryLayout layout, PerformanceProfile reference) {
    return Calibration.scored(
        layout.grid(),
        ScoreCounts.realised(layout, reference, 0),
        ScoreCounts.realised(layout, reference, 1));
  }

  /**
   * How rows become decisions.
   *
   * @param at the threshold; none where the model predicts a class
   */
  private record Decision(OptionalDouble at, int firstPositive) {

    /** The rows predicted as a class: as the model said, or by their scores. */
    long[] predicted(long[] asNegative, long[] asPositive, int as) {
      if (at.isEmpty()) return as == 1 ? asPositive : asNegative;
      long[] rows = ScoreCounts.sum(asNegative, asPositive);
      for (int cell = 0; cell < rows.length; cell++) {
        if (cell >= firstPositive != (as == 1)) rows[cell] = 0;
      }
      return rows;
    }

    PerformanceKey key(PerformanceMeasure measure) {
      return new PerformanceKey(measure, at, Optional.empty());
    }
  }

  @Override
  public List<PerformanceResult> estimate(PerformanceProfile window) {
    Results results = new Results(window);
    decide(window, AS_PREDICTED, results);
    for (double threshold : layout.thresholds()) {
      int first = layout.grid().firstAtOrAbove(threshold);
      decide(window, new Decision(OptionalDouble.of(threshold), first), results);
    }
    long[] rows =
        ScoreCounts.sum(
            ScoreCounts.predicted(layout, window, 0), ScoreCounts.predicted(layout, window, 1));
    results.add(
        PerformanceKey.of(PerformanceMeasure.PREVALENCE),
        () -> Expected.of(grid.positives(rows).times(1.0 / window.predicted())),
        number -> sampling(AS_PREDICTED).of(PerformanceMeasure.PREVALENCE, number));
    results.add(
        PerformanceKey.of(PerformanceMeasure.ROC_AUC),
        () -> EstimatedCurves.rocAuc(grid, rows),
        number -> RankSpread.error(spread.rocAuc(), number));
    results.add(
        PerformanceKey.of(PerformanceMeasure.AVERAGE_PRECISION),
        () -> EstimatedCurves.averagePrecision(grid, rows),
        number -> RankSpread.error(spread.averagePrecision(), number));
    return results.all();
  }

  @Override
  public double[][] confusion(PerformanceProfile window) {
    Confusion expected = confusion(window, AS_PREDICTED).expected();
    return new double[][] {
      {expected.trueNegatives(), expected.falsePositives()},
      {expected.falseNegatives(), expected.truePositives()}
    };
  }

  private void decide(PerformanceProfile window, Decision decision, Results results) {
    EstimatedConfusion confusion = confusion(window, decision);
    SamplingError sampling = sampling(decision);
    for (PerformanceMeasure measure : EstimatedConfusion.MEASURES) {
      results.add(
          decision.key(measure),
          () -> confusion.measure(measure),
          rows -> sampling.of(measure, rows));
    }
    if (layout.costs().isEmpty()) return;
    Costs costs = layout.costs().get();
    Between worth = confusion.worth(costs);
    results.add(
        decision.key(PerformanceMeasure.BUSINESS_VALUE),
        () -> Expected.of(worth),
        rows -> sampling.ofWorth(costs, rows, rows));
    results.add(
        decision.key(PerformanceMeasure.BUSINESS_VALUE_PER_ROW),
        () -> Expected.of(worth.times(1.0 / window.predicted())),
        rows -> sampling.ofWorth(costs, rows, 1));
  }

  private EstimatedConfusion confusion(PerformanceProfile window, Decision decision) {
    long[] asNegative = ScoreCounts.predicted(layout, window, 0);
    long[] asPositive = ScoreCounts.predicted(layout, window, 1);
    long[] negative = decision.predicted(asNegative, asPositive, 0);
    long[] positive = decision.predicted(asNegative, asPositive, 1);
    return new EstimatedConfusion(
        (double) ScoreCounts.total(positive),
        grid.positives(positive),
        (double) ScoreCounts.total(negative),
        grid.positives(negative));
  }

  private SamplingError sampling(Decision decision) {
    double[][] counts = new double[2][2];
    for (int truth = 0; truth < 2; truth++) {
      long[] asNegative = ScoreCounts.realised(layout, reference, 0, truth);
      long[] asPositive = ScoreCounts.realised(layout, reference, 1, truth);
      for (int as = 0; as < 2; as++) {
        counts[truth][as] =
            (double) ScoreCounts.total(decision.predicted(asNegative, asPositive, as));
      }
    }
    return new SamplingError(counts[1][1], counts[0][1], counts[0][0], counts[1][0]);
  }
}
