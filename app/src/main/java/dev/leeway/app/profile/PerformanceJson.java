package dev.leeway.app.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.estimate.Calibrator;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.Band;
import dev.leeway.reference.ReferencePerformance;

/** How a model did on its reference, told to programs. */
final class PerformanceJson {

  private PerformanceJson() {}

  /** What the model answers. */
  static String task(PerformanceLayout layout) {
    if (layout instanceof BinaryLayout) return "binary";
    if (layout instanceof MulticlassLayout) return "multiclass";
    return layout instanceof RankingLayout ? "ranking" : "regression";
  }

  /** Whether scores are taken at their word or calibrated; of several classes how many are. */
  static long calibrated(ReferencePerformance performance) {
    return performance.calibrators().stream()
        .filter(calibrator -> calibrator instanceof Calibrator.Isotonic)
        .count();
  }

  static void write(ReferencePerformance performance, ObjectNode json) {
    json.put("task", task(performance.layout()));
    json.put("rows", performance.profile().predicted());
    json.put("labelled", performance.profile().realised());
    json.put("estimates", !performance.calibrators().isEmpty());
    json.put("calibrated", calibrated(performance));
    ObjectNode measures = json.putObject("measures");
    RealisedPerformance realised =
        new RealisedPerformance(performance.layout(), performance.profile());
    for (PerformanceResult result : realised.results()) {
      ObjectNode measure = measures.putObject(result.key().toString());
      if (result.finding() instanceof PerformanceResult.Found found) {
        measure.put("value", found.value());
        measure.put("error", found.error());
      } else if (result.finding() instanceof PerformanceResult.Undefined why) {
        measure.put("why", why.code());
      }
      Band band = performance.bands().get(result.key());
      if (band == null) continue;
      measure.put("mean", band.mean());
      measure.put("standardDeviation", band.deviation());
      measure.put("chunks", band.chunks());
    }
  }
}
