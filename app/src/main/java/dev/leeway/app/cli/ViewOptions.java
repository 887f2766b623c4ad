package dev.leeway.app.cli;

import dev.leeway.app.outcomes.LossModels;
import dev.leeway.app.outcomes.Views;
import dev.leeway.loss.LossEstimate;
import dev.leeway.performance.PerformanceMeasure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How performance is looked at beside its measures: options of {@code compare} and others. */
final class ViewOptions {

  @Option(
      names = "--loss-model",
      split = ",",
      paramLabel = "[MEASURE=]FILE",
      description = {
        "An ONNX model of the errors of a predicted number: absolute ones, or the terms of mse,",
        "mape, smape or msle. The mean of what it expects is the estimate."
      })
  private List<String> losses = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = {
        "Measure performance by the values of a column: in which of them it changed, and how",
        "differently a model of two classes treats them."
      })
  private @Nullable String by;

  @Option(
      names = "--detectors",
      description = "Watch errors row by row: ddm, eddm, page_hinkley and adwin tell of changes.")
  private boolean detectors;

  /** Whether performance is asked for. */
  boolean isAsked() {
    return estimates() || by != null || detectors;
  }

  /** Whether performance can be estimated without any label. */
  boolean estimates() {
    return !losses.isEmpty();
  }

  /**
   * What is asked for; to be closed.
   *
   * @throws CommandFailure if two models are of one measure
   * @throws dev.leeway.app.compare.ComparisonException if a model cannot be read
   */
  Views open() {
    SortedMap<PerformanceMeasure, Path> files = new TreeMap<>();
    for (String text : losses) {
      Optional<PerformanceMeasure> named = measure(text);
      String file = named.isEmpty() ? text : text.substring(text.indexOf('=') + 1);
      PerformanceMeasure measure = named.orElse(PerformanceMeasure.MAE);
      if (files.put(measure, Path.of(file)) != null) {
        throw CommandFailure.badInput("--loss-model: two models of " + measure.id());
      }
    }
    return Views.of(LossModels.read(files), Optional.ofNullable(by), detectors);
  }

  /** The measure before the first equals sign; a file's name may have one too. */
  private static Optional<PerformanceMeasure> measure(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) return Optional.empty();
    return PerformanceMeasure.ofId(text.substring(0, equals))
        .filter(LossEstimate.MEASURES::contains);
  }
}
