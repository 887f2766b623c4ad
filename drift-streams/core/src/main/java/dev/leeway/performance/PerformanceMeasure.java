package dev.leeway.performance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How well a model does, in one number. The names are the keys of configuration and results. */
public enum PerformanceMeasure {
  ACCURACY(Better.HIGHER, 0, 1),
  /** Mean of the recalls of the classes. */
  BALANCED_ACCURACY(Better.HIGHER, 0, 1),
  PRECISION(Better.HIGHER, 0, 1),
  RECALL(Better.HIGHER, 0, 1),
  SPECIFICITY(Better.HIGHER, 0, 1),
  F1(Better.HIGHER, 0, 1),
  /** F-beta with beta 0.5: precision weighs more. */
  F0_5(Better.HIGHER, 0, 1),
  /** F-beta with beta 2: recall weighs more. */
  F2(Better.HIGHER, 0, 1),
  PRECISION_MACRO(Better.HIGHER, 0, 1),
  PRECISION_MICRO(Better.HIGHER, 0, 1),
  PRECISION_WEIGHTED(Better.HIGHER, 0, 1),
  RECALL_MACRO(Better.HIGHER, 0, 1),
  RECALL_MICRO(Better.HIGHER, 0, 1),
  RECALL_WEIGHTED(Better.HIGHER, 0, 1),
  F1_MACRO(Better.HIGHER, 0, 1),
  F1_MICRO(Better.HIGHER, 0, 1),
  F1_WEIGHTED(Better.HIGHER, 0, 1),
  /** Matthews' correlation coefficient. */
  MCC(Better.HIGHER, -1, 1),
  COHEN_KAPPA(Better.HIGHER, -1, 1),
  /** Of several classes: the mean of each class against the rest. */
  ROC_AUC(Better.HIGHER, 0, 1),
  AVERAGE_PRECISION(Better.HIGHER, 0, 1),
  /** Largest distance of the two classes' score distributions. */
  SCORE_KS(Better.HIGHER, 0, 1),
  LOG_LOSS(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** Mean squared distance of probabilities from what came true, summed over several classes. */
  BRIER(Better.LOWER, 0, 2),
  /** Expected calibration error. */
  CALIBRATION_ERROR(Better.LOWER, 0, 1),
  /** Share of positives found among the given share of rows with the highest scores. */
  GAIN(Better.HIGHER, 0, 1),
  /** Gain over the share of rows. */
  LIFT(Better.HIGHER, 0, Double.POSITIVE_INFINITY),
  /** Share of rows whose true class is among so many with the highest scores. */
  TOP_K_ACCURACY(Better.HIGHER, 0, 1),
  /** Share of positives, or of a class. */
  PREVALENCE(Better.NEITHER, 0, 1),
  /** Share predicted positive, or as a class. */
  SELECTION_RATE(Better.NEITHER, 0, 1),
  TRUE_POSITIVES(Better.NEITHER, 0, Double.POSITIVE_INFINITY),
  FALSE_POSITIVES(Better.NEITHER, 0, Double.POSITIVE_INFINITY),
  TRUE_NEGATIVES(Better.NEITHER, 0, Double.POSITIVE_INFINITY),
  FALSE_NEGATIVES(Better.NEITHER, 0, Double.POSITIVE_INFINITY),
  /** What all outcomes together are worth. */
  BUSINESS_VALUE(Better.HIGHER, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  /** What an outcome is worth on average. */
  BUSINESS_VALUE_PER_ROW(Better.HIGHER, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  /** Mean of predicted minus true. */
  BIAS(Better.NEITHER, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  MAE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  MSE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  RMSE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** Mean of the absolute error over the magnitude of the truth. */
  MAPE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** Mean of the absolute error over the mean magnitude of truth and prediction. */
  SMAPE(Better.LOWER, 0, 2),
  /** Mean squared difference of ln(1 + x). */
  MSLE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  RMSLE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  R2(Better.HIGHER, Double.NEGATIVE_INFINITY, 1),
  MEDIAN_ABSOLUTE_ERROR(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** The absolute error that the given share of rows does not exceed. */
  ABSOLUTE_ERROR_QUANTILE(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** Mean quantile loss of the predicted quantile of the given level. */
  PINBALL_LOSS(Better.LOWER, 0, Double.POSITIVE_INFINITY),
  /** Share of truths at or below the predicted quantile of the given level. */
  QUANTILE_COVERAGE(Better.NEITHER, 0, 1),
  /** Share of truths between two predicted quantiles that should hold the given share. */
  INTERVAL_COVERAGE(Better.NEITHER, 0, 1),
  /** Normalised discounted cumulative gain of the first k places. */
  NDCG(Better.HIGHER, 0, 1),
  /** Mean average precision of rankings. */
  MAP(Better.HIGHER, 0, 1),
  /** Mean reciprocal rank of the first relevant item. */
  MRR(Better.HIGHER, 0, 1),
  /** Share of groups with a relevant item in the first k places. */
  HIT_RATE(Better.HIGHER, 0, 1),
  /** The lowest rate predicted positive of a column's segments over the highest. */
  DISPARATE_IMPACT(Better.HIGHER, 0, 1),
  /** Difference of these two. */
  SELECTION_RATE_GAP(Better.LOWER, 0, 1),
  /** Difference of the highest and the lowest share of positives that were found. */
  TRUE_POSITIVE_RATE_GAP(Better.LOWER, 0, 1),
  /** Difference of the highest and the lowest share of negatives taken for positive. */
  FALSE_POSITIVE_RATE_GAP(Better.LOWER, 0, 1),
  /** The larger of the two gaps before. */
  EQUALIZED_ODDS_GAP(Better.LOWER, 0, 1),
  /** Decimal logarithm of the evidence that the model errs more often than in its reference. */
  ERROR_EVIDENCE(Better.LOWER, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
  /** By how much the share of errors rose in the rows of that evidence. */
  ERROR_RISE(Better.LOWER, 0, 1);

  private final Better better;
  private final double least;
  private final double most;

  PerformanceMeasure(Better better, double least, double most) {
    this.better = better;
    this.least = least;
    this.most = most;
  }

  /** Which way a model does better. */
  public enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  public Better better() {
    return better;
  }

  /** The smallest value it can have; may be -infinity. */
  public double least() {
    return least;
  }

  /** The largest value it can have; may be infinity. */
  public double most() {
    return most;
  }

  /** The name in keys: {@code roc_auc}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PerformanceMeasure> ofId(String id) {
    return Arrays.stream(values()).filter(measure -> measure.id().equals(id)).findFirst();
  }
}
