package dev.leeway.mode;

import dev.leeway.measure.NumberDistances;
import dev.leeway.measure.OrderedCells;
import dev.leeway.measure.Outcome;
import dev.leeway.measure.UnorderedCells;
import java.util.OptionalDouble;

/** Our own measures of two samples known value by value, where a tool has the same. */
final class Exact {

  private static final UnorderedCells NO_SPECIALS = new UnorderedCells(new long[0], new long[0]);

  private Exact() {}

  /** The largest gap of the cumulative shares. */
  static double ks(double[] reference, double[] current) {
    return NumberDistances.kolmogorovSmirnov(
            OrderedCells.ofSamples(reference, current), NO_SPECIALS)
        .value();
  }

  /** How far a number moved on average. */
  static double wasserstein(double[] reference, double[] current) {
    return NumberDistances.wasserstein(OrderedCells.ofSamples(reference, current)).value();
  }

  /** The same where the tool tells no p-value. */
  static Outcome withoutPValue(Outcome outcome) {
    return new Outcome(outcome.value(), OptionalDouble.empty(), outcome.error());
  }

  static UnorderedCells noSpecials() {
    return NO_SPECIALS;
  }
}
