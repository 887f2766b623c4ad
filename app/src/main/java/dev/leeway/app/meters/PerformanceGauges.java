package dev.leeway.app.meters;

import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The gauges of one verdict on performance. */
final class PerformanceGauges {

  private PerformanceGauges() {}

  /**
   * All of them; a number or limit that is not there has none. Measures of single classes are shown
   * if they decide: with many classes there are too many to look at.
   */
  static List<Reading> of(Verdict verdict, WindowPerformance performance, Tags series) {
    boolean realised = verdict.kind() == Verdict.Kind.PERFORMANCE;
    Tags tags = series.and("basis", realised ? "realised" : "estimated");
    List<Reading> readings = new ArrayList<>();
    readings.add(
        new Reading(
            "leeway.performance.window.state",
            "0 OK, 1 FAILED, -1 UNKNOWN",
            tags,
            VerdictMeters.number(verdict.state())));
    readings.add(
        new Reading(
            "leeway.performance.window.end.seconds",
            "End of the newest window that could be judged",
            tags,
            verdict.window().end().getEpochSecond()));
    if (realised) {
      Reading.add(
          readings,
          "leeway.label.coverage",
          "Share of the window's predictions whose outcome is known",
          series,
          performance.coverage());
      addErrors(readings, performance, series);
    }
    for (MeasuredPerformance measure : performance.of(verdict.kind())) {
      if (isShown(measure)) add(readings, measure, tags.and("measure", key(measure)));
    }
    return readings;
  }

  private static void add(List<Reading> readings, MeasuredPerformance measure, Tags tags) {
    Reading.add(readings, "leeway.performance", "How well the model did", tags, value(measure));
    readings.add(
        new Reading(
            "leeway.performance.state",
            "0 OK, 1 FAILED, -1 UNKNOWN",
            tags,
            VerdictMeters.number(measure.state())));
    Optional<Range> allowed = measure.allowed();
    addLimit(readings, tags.and("side", "lower"), allowed.map(Range::lower));
    addLimit(readings, tags.and("side", "upper"), allowed.map(Range::upper));
  }

  private static void addLimit(List<Reading> readings, Tags tags, Optional<OptionalDouble> limit) {
    Reading.add(
        readings,
        "leeway.performance.threshold",
        "End of what is allowed",
        tags,
        limit.orElse(OptionalDouble.empty()));
  }

  /** How far the estimates of the same window were off. */
  private static void addErrors(
      List<Reading> readings, WindowPerformance performance, Tags series) {
    Map<String, Double> estimated = new HashMap<>();
    for (MeasuredPerformance measure : performance.estimated()) {
      value(measure).ifPresent(value -> estimated.put(key(measure), value));
    }
    for (MeasuredPerformance measure : performance.realised()) {
      Double estimate = estimated.get(key(measure));
      OptionalDouble truth = value(measure);
      if (estimate == null || truth.isEmpty() || !isShown(measure)) continue;
      readings.add(
          new Reading(
              "leeway.performance.estimate.error",
              "Estimated minus realised",
              series.and("measure", key(measure)),
              estimate - truth.getAsDouble()));
    }
  }

  private static boolean isShown(MeasuredPerformance measure) {
    return measure.decides() || measure.result().key().className().isEmpty();
  }

  private static String key(MeasuredPerformance measure) {
    return measure.result().key().toString();
  }

  private static OptionalDouble value(MeasuredPerformance measure) {
    Optional<Found> found = measure.result().found();
    return found.isPresent() ? OptionalDouble.of(found.get().value()) : OptionalDouble.empty();
  }
}
