package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Measures of several classes: of each against the rest, and of all together. */
final class MulticlassMeasures implements TaskMeasures {

  private static final Set<PerformanceMeasure> OF_ONE =
      EnumSet.of(
          PerformanceMeasure.PRECISION,
          PerformanceMeasure.RECALL,
          PerformanceMeasure.SPECIFICITY,
          PerformanceMeasure.F1,
          PerformanceMeasure.PREVALENCE,
          PerformanceMeasure.SELECTION_RATE);

  private static final Map<PerformanceMeasure, Function<ClassConfusion, Finding>> OF_ALL =
      new EnumMap<>(PerformanceMeasure.class);

  static {
    OF_ALL.put(PerformanceMeasure.ACCURACY, ClassConfusion::accuracy);
    OF_ALL.put(PerformanceMeasure.BALANCED_ACCURACY, ClassConfusion::balancedAccuracy);
    OF_ALL.put(PerformanceMeasure.MCC, ClassConfusion::mcc);
    OF_ALL.put(PerformanceMeasure.COHEN_KAPPA, ClassConfusion::kappa);
    // Each row has one class and one prediction: all three are the accuracy then.
    OF_ALL.put(PerformanceMeasure.PRECISION_MICRO, ClassConfusion::accuracy);
    OF_ALL.put(PerformanceMeasure.RECALL_MICRO, ClassConfusion::accuracy);
    OF_ALL.put(PerformanceMeasure.F1_MICRO, ClassConfusion::accuracy);
    OF_ALL.put(PerformanceMeasure.PRECISION_MACRO, all -> all.macro(PerformanceMeasure.PRECISION));
    OF_ALL.put(PerformanceMeasure.RECALL_MACRO, all -> all.macro(PerformanceMeasure.RECALL));
    OF_ALL.put(PerformanceMeasure.F1_MACRO, all -> all.macro(PerformanceMeasure.F1));
    OF_ALL.put(
        PerformanceMeasure.PRECISION_WEIGHTED, all -> all.weighted(PerformanceMeasure.PRECISION));
    OF_ALL.put(PerformanceMeasure.RECALL_WEIGHTED, all -> all.weighted(PerformanceMeasure.RECALL));
    OF_ALL.put(PerformanceMeasure.F1_WEIGHTED, all -> all.weighted(PerformanceMeasure.F1));
  }

  private final MulticlassLayout layout;
  private final PerformanceProfile profile;
  private final MulticlassCounting counting;
  private final ClassConfusion confusion;

  MulticlassMeasures(MulticlassLayout layout, PerformanceProfile profile) {
    this.layout = layout;
    this.profile = profile;
    counting = new MulticlassCounting(layout);
    int classes = layout.other() + 1;
    double[][] rows = new double[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        rows[truth][predicted] =
            (double)
                Math.max(0, profile.realisedCounts().at(counting.confusionPlace(truth, predicted)));
      }
    }
    confusion = new ClassConfusion(rows);
  }

  @Override
  public List<PerformanceKey> keys() {
    List<PerformanceKey> keys = new ArrayList<>();
    OF_ALL.keySet().forEach(measure -> keys.add(PerformanceKey.of(measure)));
    for (int i = 0; i <= layout.other(); i++) {
      String name = name(i);
      OF_ONE.forEach(measure -> keys.add(PerformanceKey.of(measure, name)));
    }
    if (layout.scoreColumns().isEmpty()) return keys;
    for (PerformanceMeasure curve :
        List.of(PerformanceMeasure.ROC_AUC, PerformanceMeasure.AVERAGE_PRECISION)) {
      keys.add(PerformanceKey.of(curve));
      layout.classes().forEach(name -> keys.add(PerformanceKey.of(curve, name)));
    }
    keys.add(PerformanceKey.of(PerformanceMeasure.TOP_K_ACCURACY, 2));
    keys.add(PerformanceKey.of(PerformanceMeasure.LOG_LOSS));
    keys.add(PerformanceKey.of(PerformanceMeasure.BRIER));
    return keys;
  }

  @Override
  public Finding of(PerformanceKey key) {
    boolean topK = key.measure() == PerformanceMeasure.TOP_K_ACCURACY;
    if (key.at().isPresent() != topK) return Undefined.NOT_LAID_OUT;
    if (key.className().isPresent()) return ofClass(key.measure(), key.className().get());
    Function<ClassConfusion, Finding> ofAll = OF_ALL.get(key.measure());
    if (ofAll != null) return ofAll.apply(confusion);
    return switch (key.measure()) {
      case ROC_AUC -> mean(ScoreCurve::rocAuc);
      case AVERAGE_PRECISION -> mean(ScoreCurve::averagePrecision);
      case TOP_K_ACCURACY -> topK(key.at().orElse(1));
      case LOG_LOSS -> loss(MulticlassCounting.LOG_LOSS);
      case BRIER -> loss(MulticlassCounting.BRIER);
      default -> Undefined.NOT_LAID_OUT;
    };
  }

  private Finding ofClass(PerformanceMeasure measure, String name) {
    int place =
        name.equals(MulticlassLayout.OTHER) ? layout.other() : layout.classes().indexOf(name);
    if (place < 0) return Undefined.NOT_LAID_OUT;
    boolean isCurve =
        measure == PerformanceMeasure.ROC_AUC || measure == PerformanceMeasure.AVERAGE_PRECISION;
    if (!isCurve) return confusion.of(place).measure(measure);
    if (layout.scoreColumns().isEmpty() || place == layout.other()) return Undefined.NO_SCORES;
    ScoreCurve curve = curve(place);
    return measure == PerformanceMeasure.ROC_AUC ? curve.rocAuc() : curve.averagePrecision();
  }

  /** Of all classes, each against the rest; undefined if one of them is. */
  private Finding mean(Function<ScoreCurve, Finding> measure) {
    if (layout.scoreColumns().isEmpty()) return Undefined.NO_SCORES;
    double value = 0;
    double error = 0;
    for (int i = 0; i < layout.other(); i++) {
      Finding finding = measure.apply(curve(i));
      if (!(finding instanceof Found found)) return finding;
      value += found.value() / layout.other();
      error += found.error() / layout.other();
    }
    return new Found(value, error, OptionalDouble.empty());
  }

  private ScoreCurve curve(int place) {
    int cells = layout.grids().get(place).cells();
    int from = counting.scorePlace(place, 0, false);
    long[] counts = profile.realisedCounts().dense(from, from + 2 * cells);
    double[] positives = new double[cells];
    double[] negatives = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      negatives[cell] = (double) counts[2 * cell];
      positives[cell] = (double) counts[2 * cell + 1];
    }
    return new ScoreCurve(positives, negatives);
  }

  private Finding topK(double k) {
    if (layout.scoreColumns().isEmpty()) return Undefined.NO_SCORES;
    if (k < 1 || k != Math.rint(k)) return Undefined.NOT_LAID_OUT;
    long hits = 0;
    for (int rank = 0; rank < Math.min(k, layout.other()); rank++) {
      hits += profile.realisedCounts().at(counting.rankPlace(rank));
    }
    return Means.share(hits, profile.realised());
  }

  private Finding loss(int sum) {
    return profile.sums().isEmpty()
        ? Undefined.NO_SCORES
        : Means.mean(profile.sums().get(sum), profile.sums().get(sum + 1), profile.realised());
  }

  private String name(int place) {
    return place == layout.other() ? MulticlassLayout.OTHER : layout.classes().get(place);
  }
}
