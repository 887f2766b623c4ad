package dev.leeway.measure;

import java.util.OptionalDouble;

/**
 * What a statistic came to.
 *
 * @param value finite
 * @param pValue in [0, 1], where there is one
 * @param error bound on what binning did to the value: that of the same rows without bins is no
 *     further away; 0 where binning does nothing, infinite where there is no bound
 */
public record Outcome(double value, OptionalDouble pValue, double error) {

  static Outcome of(double value) {
    return new Outcome(value, OptionalDouble.empty(), 0);
  }

  static Outcome tested(double value, double pValue) {
    return new Outcome(value, OptionalDouble.of(pValue), 0);
  }
}
