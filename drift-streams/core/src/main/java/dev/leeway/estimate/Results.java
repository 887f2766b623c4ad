package dev.leeway.estimate;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/** Results of one window as they are found. */
final class Results {

  private final List<PerformanceResult> results = new ArrayList<>();
  private final long rows;

  /** Why nothing at all can be said of the window. */
  private final Optional<Undefined> nothing;

  Results(PerformanceProfile window) {
    rows = Math.max(0, window.predicted());
    nothing =
        window.predicted() == 0
            ? Optional.of(Undefined.NO_ROWS)
            : window.predicted() < 0 || !window.predictedCounts().isWhole()
                ? Optional.of(Undefined.NOT_WHOLE)
                : Optional.empty();
  }

  /**
   * Adds a result.
   *
   * @param value asked for only where there are rows
   * @param sampling the sampling error of so many rows
   */
  void add(PerformanceKey key, Supplier<Expected> value, DoubleFunction<OptionalDouble> sampling) {
    PerformanceResult.Finding finding =
        nothing.isPresent() ? nothing.get() : value.get().within(sampling.apply((double) rows));
    results.add(new PerformanceResult(key, finding, rows));
  }

  List<PerformanceResult> all() {
    return List.copyOf(results);
  }
}
