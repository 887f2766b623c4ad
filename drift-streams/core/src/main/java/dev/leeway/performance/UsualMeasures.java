package dev.leeway.performance;

import java.util.ArrayList;
import java.util.List;

/** What decides, and is shown to people, where nothing else is said. */
public final class UsualMeasures {

  private UsualMeasures() {}

  /** The usual measures of what is counted on a layout, the first to be shown first. */
  public static List<PerformanceKey> of(PerformanceLayout layout) {
    if (layout instanceof BinaryLayout binary) return binary(binary);
    if (layout instanceof MulticlassLayout multiclass) {
      return multiclass.scoreColumns().isEmpty()
          ? keys(PerformanceMeasure.ACCURACY, PerformanceMeasure.F1_MACRO)
          : keys(
              PerformanceMeasure.ACCURACY,
              PerformanceMeasure.F1_MACRO,
              PerformanceMeasure.ROC_AUC,
              PerformanceMeasure.LOG_LOSS);
    }
    if (layout instanceof RankingLayout ranking) {
      List<PerformanceKey> keys = new ArrayList<>();
      keys.add(PerformanceKey.of(PerformanceMeasure.NDCG, ranking.depth()));
      keys.addAll(keys(PerformanceMeasure.MAP, PerformanceMeasure.MRR));
      return keys;
    }
    return keys(
        PerformanceMeasure.MAE,
        PerformanceMeasure.RMSE,
        PerformanceMeasure.BIAS,
        PerformanceMeasure.R2);
  }

  private static List<PerformanceKey> binary(BinaryLayout layout) {
    List<PerformanceKey> keys = new ArrayList<>();
    if (layout.scoreColumn().isPresent()) {
      keys.addAll(keys(PerformanceMeasure.ROC_AUC, PerformanceMeasure.AVERAGE_PRECISION));
    }
    keys.addAll(
        keys(
            PerformanceMeasure.ACCURACY,
            PerformanceMeasure.PRECISION,
            PerformanceMeasure.RECALL,
            PerformanceMeasure.SPECIFICITY,
            PerformanceMeasure.F1));
    if (layout.scoreColumn().isPresent() && layout.probability()) {
      keys.addAll(keys(PerformanceMeasure.LOG_LOSS, PerformanceMeasure.BRIER));
    }
    return keys;
  }

  private static List<PerformanceKey> keys(PerformanceMeasure... measures) {
    List<PerformanceKey> keys = new ArrayList<>();
    for (PerformanceMeasure measure : measures) {
      keys.add(PerformanceKey.of(measure));
    }
    return keys;
  }
}
