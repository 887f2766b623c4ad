package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Measures of two classes. */
final class BinaryMeasures implements TaskMeasures {

  /** Share of rows that gain and lift are given for where nothing else is said. */
  private static final double TOP = 0.1;

  private final BinaryLayout layout;
  private final PerformanceProfile profile;
  private final ScoreCurve curve;
  private final Confusion decided;

  BinaryMeasures(BinaryLayout layout, PerformanceProfile profile) {
    this.layout = layout;
    this.profile = profile;
    double[][] byCell = new double[2][layout.grid().cells()];
    double[][] byDecision = new double[2][2];
    int reliability = new BinaryCounting(layout).reliability(0, 0);
    SparseCounts counts = profile.realisedCounts();
    for (int i = 0; i < counts.size() && counts.place(i) < reliability; i++) {
      int place = counts.place(i);
      byCell[place & 1][place >> 2] += (double) Math.max(0, counts.value(i));
      byDecision[place & 1][(place >> 1) & 1] += (double) Math.max(0, counts.value(i));
    }
    curve = new ScoreCurve(byCell[1], byCell[0]);
    decided = new Confusion(byDecision[1][1], byDecision[0][1], byDecision[0][0], byDecision[1][0]);
  }

  @Override
  public List<PerformanceKey> keys() {
    List<PerformanceKey> keys = new ArrayList<>();
    Confusion.MEASURES.forEach(measure -> keys.add(PerformanceKey.of(measure)));
    if (layout.costs().isPresent()) {
      keys.add(PerformanceKey.of(PerformanceMeasure.BUSINESS_VALUE));
      keys.add(PerformanceKey.of(PerformanceMeasure.BUSINESS_VALUE_PER_ROW));
    }
    if (layout.scoreColumn().isEmpty()) return keys;
    keys.add(PerformanceKey.of(PerformanceMeasure.ROC_AUC));
    keys.add(PerformanceKey.of(PerformanceMeasure.AVERAGE_PRECISION));
    keys.add(PerformanceKey.of(PerformanceMeasure.SCORE_KS));
    keys.add(PerformanceKey.of(PerformanceMeasure.GAIN, TOP));
    keys.add(PerformanceKey.of(PerformanceMeasure.LIFT, TOP));
    for (double threshold : layout.thresholds()) {
      Confusion.MEASURES.stream()
          .filter(measure -> measure != PerformanceMeasure.PREVALENCE)
          .forEach(measure -> keys.add(PerformanceKey.of(measure, threshold)));
    }
    if (!layout.probability()) return keys;
    keys.add(PerformanceKey.of(PerformanceMeasure.LOG_LOSS));
    keys.add(PerformanceKey.of(PerformanceMeasure.BRIER));
    keys.add(PerformanceKey.of(PerformanceMeasure.CALIBRATION_ERROR));
    return keys;
  }

  @Override
  public Finding of(PerformanceKey key) {
    if (key.className().isPresent()) return Undefined.NOT_LAID_OUT;
    return switch (key.measure()) {
      case ROC_AUC -> ofScores(key, curve::rocAuc);
      case AVERAGE_PRECISION -> ofScores(key, curve::averagePrecision);
      case SCORE_KS -> ofScores(key, curve::kolmogorovSmirnov);
      case GAIN, LIFT -> top(key);
      case LOG_LOSS -> ofProbabilities(key, BinaryCounting.LOG_LOSS);
      case BRIER -> ofProbabilities(key, BinaryCounting.BRIER);
      case CALIBRATION_ERROR -> calibrationError(key);
      default -> ofDecision(key);
    };
  }

  /** At the predicted class. */
  Confusion decided() {
    return decided;
  }

  /** How predicted and true frequencies go together; empty without probabilities. */
  List<ReliabilityBin> reliability() {
    if (profile.sums().isEmpty()) return List.of();
    List<ReliabilityBin> bins = new ArrayList<>();
    BinaryCounting counting = new BinaryCounting(layout);
    int number = BinaryLayout.RELIABILITY_BINS;
    for (int i = 0; i < number; i++) {
      long positives = profile.realisedCounts().at(counting.reliability(i, 1));
      long negatives = profile.realisedCounts().at(counting.reliability(i, 0));
      bins.add(
          new ReliabilityBin(
              i / (double) number,
              (i + 1) / (double) number,
              positives + negatives,
              positives,
              profile.sums().get(i).value()));
    }
    return bins;
  }

  private Finding ofDecision(PerformanceKey key) {
    Confusion confusion = decided;
    if (key.at().isPresent()) {
      int cell = layout.grid().cell(key.at().getAsDouble());
      if (layout.scoreColumn().isEmpty() || ScoreGrid.isOpen(cell)) return Undefined.NOT_LAID_OUT;
      confusion = curve.from(cell);
    }
    boolean each = key.measure() == PerformanceMeasure.BUSINESS_VALUE_PER_ROW;
    if (!each && key.measure() != PerformanceMeasure.BUSINESS_VALUE) {
      return confusion.measure(key.measure());
    }
    if (layout.costs().isEmpty()) return Undefined.NOT_LAID_OUT;
    double worth = confusion.worth(layout.costs().get());
    return Means.exact(each ? worth / confusion.rows() : worth);
  }

  private Finding ofScores(PerformanceKey key, Supplier<Finding> measure) {
    if (key.at().isPresent()) return Undefined.NOT_LAID_OUT;
    return layout.scoreColumn().isEmpty() ? Undefined.NO_SCORES : measure.get();
  }

  private Finding top(PerformanceKey key) {
    if (layout.scoreColumn().isEmpty()) return Undefined.NO_SCORES;
    double share = key.at().orElse(TOP);
    if (!(share > 0 && share <= 1)) return Undefined.NOT_LAID_OUT;
    Finding gain = curve.gain(share);
    if (key.measure() == PerformanceMeasure.GAIN || !(gain instanceof Found found)) return gain;
    return new Found(found.value() / share, found.error() / share, OptionalDouble.empty());
  }

  private Finding ofProbabilities(PerformanceKey key, int sum) {
    if (key.at().isPresent()) return Undefined.NOT_LAID_OUT;
    return profile.sums().isEmpty()
        ? Undefined.NO_SCORES
        : Means.mean(profile.sums().get(sum), profile.sums().get(sum + 1), profile.realised());
  }

  private Finding calibrationError(PerformanceKey key) {
    if (key.at().isPresent()) return Undefined.NOT_LAID_OUT;
    if (profile.sums().isEmpty()) return Undefined.NO_SCORES;
    double error = 0;
    List<ReliabilityBin> bins = reliability();
    for (int i = 0; i < bins.size(); i++) {
      // Subtracted before rounding.
      ExactSum surplus = profile.sums().get(i).minus(ExactSum.of((double) bins.get(i).positives()));
      error += Math.abs(surplus.value());
    }
    return Means.exact(error / profile.realised());
  }
}
