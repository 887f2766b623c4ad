package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.function.IntToDoubleFunction;

/** How often each class was predicted where each was true. */
final class ClassConfusion {

  private final double[][] rows;
  private final double[] truths;
  private final double[] predictions;
  private final double all;

  /**
   * @param rows by true class, then by predicted class
   */
  ClassConfusion(double[][] rows) {
    this.rows = rows;
    truths = new double[rows.length];
    predictions = new double[rows.length];
    double sum = 0;
    for (int truth = 0; truth < rows.length; truth++) {
      for (int predicted = 0; predicted < rows.length; predicted++) {
        truths[truth] += rows[truth][predicted];
        predictions[predicted] += rows[truth][predicted];
        sum += rows[truth][predicted];
      }
    }
    all = sum;
  }

  /** One class against the rest. */
  Confusion of(int which) {
    double hits = rows[which][which];
    double misses = truths[which] - hits;
    double alarms = predictions[which] - hits;
    return new Confusion(hits, alarms, all - hits - misses - alarms, misses);
  }

  Finding accuracy() {
    return Means.share(hits(), all);
  }

  /** The mean recall of the classes that occur. */
  Finding balancedAccuracy() {
    double sum = 0;
    int classes = 0;
    for (int i = 0; i < rows.length; i++) {
      if (truths[i] == 0) continue;
      sum += rows[i][i] / truths[i];
      classes++;
    }
    return Means.exact(sum / classes);
  }

  /** The mean over classes that occur or are predicted; undefined ones count as 0. */
  Finding macro(PerformanceMeasure measure) {
    double sum = 0;
    int classes = 0;
    for (int i = 0; i < rows.length; i++) {
      if (truths[i] + predictions[i] == 0) continue;
      sum += orZero(of(i).measure(measure));
      classes++;
    }
    return Means.exact(sum / classes);
  }

  /** The mean over rows of what their true class gives; undefined ones count as 0. */
  Finding weighted(PerformanceMeasure measure) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      if (truths[i] > 0) sum += truths[i] * orZero(of(i).measure(measure));
    }
    return Means.exact(sum / all);
  }

  /** Gorodkin's correlation of several classes. */
  Finding mcc() {
    double predicted = all * all - sumOver(i -> predictions[i] * predictions[i]);
    double truth = all * all - sumOver(i -> truths[i] * truths[i]);
    if (truth == 0) return Undefined.ONE_CLASS;
    if (predicted == 0) return Undefined.NOTHING_PREDICTED;
    double together = hits() * all - byChance();
    return Means.exact(together / Math.sqrt(predicted) / Math.sqrt(truth));
  }

  Finding kappa() {
    double disagreementByChance = all * all - byChance();
    if (disagreementByChance == 0) return Undefined.ONE_CLASS;
    return Means.exact(1 - (all - hits()) * all / disagreementByChance);
  }

  private double byChance() {
    return sumOver(i -> truths[i] * predictions[i]);
  }

  private double hits() {
    return sumOver(i -> rows[i][i]);
  }

  private double sumOver(IntToDoubleFunction term) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += term.applyAsDouble(i);
    }
    return sum;
  }

  private static double orZero(Finding finding) {
    return finding instanceof PerformanceResult.Found found ? found.value() : 0;
  }
}
