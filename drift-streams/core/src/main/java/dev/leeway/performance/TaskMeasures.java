package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import java.util.List;

/** Reads measures off a profile of at least one labelled row that can stand by itself. */
interface TaskMeasures {

  static TaskMeasures of(PerformanceLayout layout, PerformanceProfile profile) {
    if (layout instanceof BinaryLayout binary) return new BinaryMeasures(binary, profile);
    if (layout instanceof MulticlassLayout multiclass) {
      return new MulticlassMeasures(multiclass, profile);
    }
    if (layout instanceof RegressionLayout regression) {
      return new RegressionMeasures(regression, profile);
    }
    return new RankingMeasures((RankingLayout) layout, profile.groups());
  }

  /** What to ask for where nothing else is said. */
  List<PerformanceKey> keys();

  Finding of(PerformanceKey key);
}
