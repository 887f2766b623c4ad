package dev.leeway.estimate;

import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import java.util.List;
import java.util.Optional;

/**
 * Estimates performance from predictions alone: confidence-based performance estimation, as NannyML
 * has it. A window is nothing but whole numbers: predictions by score cell and predicted class.
 */
public sealed interface Estimator permits BinaryEstimator, MulticlassEstimator {

  /** What every estimate rests on. */
  String ASSUMPTION =
      "Scores mean what they meant in the reference: estimates see inputs change, but not what the"
          + " inputs say of the outcome (no concept drift).";

  /**
   * An estimator for what is counted on the layout.
   *
   * @param reference whole, with labels, counted on the layout: sampling errors come from it
   * @param calibrators as {@link Calibration#fit} gave them for that reference
   * @return empty if nothing can be estimated: no classes, no scores, or no calibrators
   */
  static Optional<Estimator> of(
      PerformanceLayout layout, PerformanceProfile reference, List<Calibrator> calibrators) {
    if (calibrators.isEmpty()) return Optional.empty();
    if (layout instanceof BinaryLayout binary) {
      return Optional.of(new BinaryEstimator(binary, reference, calibrators.get(0)));
    }
    return layout instanceof MulticlassLayout multiclass
        ? Optional.of(new MulticlassEstimator(multiclass, reference, calibrators))
        : Optional.empty();
  }

  /**
   * All measures that can be estimated, each with what the score grid leaves open and its sampling
   * error; rows are predictions.
   */
  List<PerformanceResult> estimate(PerformanceProfile window);

  /**
   * The confusion matrix to be expected, by true and by predicted class in the layout's order; the
   * negative class of two is the first, and the last of several is that of all others.
   */
  double[][] confusion(PerformanceProfile window);
}
