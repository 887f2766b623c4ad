package dev.leeway.estimate;

import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.ScoreCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates of a model with several classes. Each class has a calibrator that tells it from the
 * rest. Rows predicted as one class are dealt out to the true classes by what the calibrators
 * expect of them, made to sum to the rows: NannyML does so row by row, which no counts allow.
 */
final class MulticlassEstimator implements Estimator {

  /** Measures of each class, and the names of their means. */
  private static final SortedMap<PerformanceMeasure, PerformanceMeasure> MACRO =
      new TreeMap<>(
          Map.of(
              PerformanceMeasure.PRECISION, PerformanceMeasure.PRECISION_MACRO,
              PerformanceMeasure.RECALL, PerformanceMeasure.RECALL_MACRO,
              PerformanceMeasure.F1, PerformanceMeasure.F1_MACRO));

  private final MulticlassLayout layout;
  private final List<CalibratedGrid> grids = new ArrayList<>();
  private final List<RankSpread> spreads = new ArrayList<>();
  private final long[][] labelled;

  /** Classes with the one for all others. */
  private final int classes;

  private final boolean others;

  MulticlassEstimator(
      MulticlassLayout layout, PerformanceProfile reference, List<Calibrator> calibrators) {
    this.layout = layout;
    for (int i = 0; i < calibrators.size(); i++) {
      grids.add(new CalibratedGrid(layout.grids().get(i), calibrators.get(i)));
      spreads.add(RankSpread.of(labelled(layout, reference, i)));
    }
    labelled = ScoreCounts.confusion(layout, reference);
    classes = labelled.length;
    others = ScoreCounts.total(labelled[classes - 1]) > 0;
  }

  /** The labelled rows of a reference by the score of one class; positive are those of it. */
  static ScoredRows labelled(MulticlassLayout layout, PerformanceProfile reference, int score) {
    return Calibration.scored(
        layout.grids().get(score),
        ScoreCounts.realised(layout, reference, score, false),
        ScoreCounts.realised(layout, reference, score, true));
  }

  @Override
  public List<PerformanceResult> estimate(PerformanceProfile window) {
    Results results = new Results(window);
    Between[][] cells = cells(window);
    results.add(
        PerformanceKey.of(PerformanceMeasure.ACCURACY),
        () -> accuracy(cells, (double) window.predicted()),
        this::accuracyError);
    MACRO.forEach((measure, mean) -> ofClasses(measure, mean, window, results));
    rocAuc(window, results);
    return results.all();
  }

  @Override
  public double[][] confusion(PerformanceProfile window) {
    Between[][] cells = cells(window);
    double[][] values = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        values[i][j] = cells[i][j].value();
      }
    }
    return values;
  }

  /** Rows by true and predicted class, with their ends. */
  private Between[][] cells(PerformanceProfile window) {
    long[] predicted = ScoreCounts.predicted(layout, window);
    Between[][] cells = new Between[classes][classes];
    for (int as = 0; as < classes; as++) {
      Between[] raw = new Between[classes];
      Between sum = Between.exactly(0);
      for (int i = 0; i < classes - 1; i++) {
        raw[i] = grids.get(i).positives(ScoreCounts.predicted(layout, window, i, as));
        sum = sum.plus(raw[i]);
      }
      // Where labels are of no listed class, what the calibrators leave is theirs.
      raw[classes - 1] =
          others ? sum.restOf((double) predicted[as]).orNothing() : Between.exactly(0);
      for (int i = 0; i < classes; i++) {
        cells[i][as] = share(raw, i).times((double) predicted[as]);
      }
    }
    return cells;
  }

  /** One of some parts, of all of them; 0 if all are 0. */
  private static Between share(Between[] parts, int which) {
    Between rest = Between.exactly(0);
    for (int i = 0; i < parts.length; i++) {
      if (i != which) rest = rest.plus(parts[i]);
    }
    Between share = parts[which].partOfBoth(rest);
    return Double.isNaN(share.value()) ? new Between(0, 0, share.high()) : share;
  }

  private Expected accuracy(Between[][] cells, double rows) {
    Between correct = Between.exactly(0);
    for (int i = 0; i < classes; i++) {
      correct = correct.plus(cells[i][i]);
    }
    return Expected.of(correct.times(1 / rows));
  }

  /** Of each class, and their mean. */
  private void ofClasses(
      PerformanceMeasure measure,
      PerformanceMeasure mean,
      PerformanceProfile window,
      Results results) {
    ClassMeans means = new ClassMeans(1);
    long[] predicted = ScoreCounts.predicted(layout, window);
    Between[][] cells = cells(window);
    for (int i = 0; i < classes - 1; i++) {
      EstimatedConfusion one = against(i, cells, predicted);
      SamplingError sampling = labelledAgainst(i);
      PerformanceKey key = PerformanceKey.of(measure, layout.classes().get(i));
      means.add(key, () -> one.measure(measure), rows -> sampling.of(measure, rows), results);
    }
    means.addTo(results, PerformanceKey.of(mean));
  }

  private void rocAuc(PerformanceProfile window, Results results) {
    // The factor is NannyML's: experiments showed a fifth too little without it.
    ClassMeans means = new ClassMeans(1.2);
    for (int i = 0; i < classes - 1; i++) {
      long[] rows = new long[layout.grids().get(i).cells()];
      for (int as = 0; as < classes; as++) {
        ScoreCounts.add(ScoreCounts.predicted(layout, window, i, as), rows);
      }
      CalibratedGrid grid = grids.get(i);
      RankSpread spread = spreads.get(i);
      PerformanceKey key = PerformanceKey.of(PerformanceMeasure.ROC_AUC, layout.classes().get(i));
      means.add(
          key,
          () -> EstimatedCurves.rocAuc(grid, rows),
          number -> RankSpread.error(spread.rocAuc(), number),
          results);
    }
    means.addTo(results, PerformanceKey.of(PerformanceMeasure.ROC_AUC));
  }

  private EstimatedConfusion against(int which, Between[][] cells, long[] predicted) {
    Between missed = Between.exactly(0);
    for (int as = 0; as < classes; as++) {
      if (as != which) missed = missed.plus(cells[which][as]);
    }
    double selected = (double) predicted[which];
    double rejected = (double) ScoreCounts.total(predicted) - selected;
    return new EstimatedConfusion(selected, cells[which][which], rejected, missed);
  }

  /** The reference's confusion matrix of one class against the rest. */
  private SamplingError labelledAgainst(int which) {
    long found = 0;
    long predicted = 0;
    long all = 0;
    for (int i = 0; i < classes; i++) {
      found += labelled[which][i];
      predicted += labelled[i][which];
      all += ScoreCounts.total(labelled[i]);
    }
    long both = labelled[which][which];
    return new SamplingError(
        (double) both,
        (double) (predicted - both),
        (double) (all - found - predicted + both),
        (double) (found - both));
  }

  private OptionalDouble accuracyError(double rows) {
    long correct = 0;
    long all = 0;
    for (int i = 0; i < classes; i++) {
      correct += labelled[i][i];
      all += ScoreCounts.total(labelled[i]);
    }
    return new SamplingError((double) correct, (double) (all - correct), 0, 0)
        .of(PerformanceMeasure.ACCURACY, rows);
  }
}
