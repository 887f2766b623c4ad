package dev.leeway.estimate;

import dev.leeway.performance.PerformanceResult;
import java.util.OptionalDouble;

/**
 * An estimate, or why there is none.
 *
 * @param error how far it may be from what exact scores would give
 */
record Expected(PerformanceResult.Finding finding, double error) {

  static Expected of(Between value) {
    return new Expected(
        new PerformanceResult.Found(value.value(), 0, OptionalDouble.empty()), value.error());
  }

  /** The estimate; 0 where there is none. */
  double orZero() {
    return finding instanceof PerformanceResult.Found found ? found.value() : 0;
  }

  /** With an error of its own and one of the rows that happened to be there. */
  PerformanceResult.Finding within(OptionalDouble samplingError) {
    return finding instanceof PerformanceResult.Found found
        ? new PerformanceResult.Found(found.value(), error, samplingError)
        : finding;
  }
}
