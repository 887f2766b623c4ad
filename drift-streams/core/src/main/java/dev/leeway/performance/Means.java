package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Found;
import java.util.OptionalDouble;

/** Means over rows, with their standard errors. */
final class Means {

  private Means() {}

  static Found exact(double value) {
    return new Found(value, 0, OptionalDouble.empty());
  }

  /** A share of rows, of which there need be no whole number. */
  static Found share(double some, double of) {
    double share = some / of;
    return new Found(share, 0, OptionalDouble.of(Math.sqrt(share * (1 - share) / of)));
  }

  /** A share of rows. */
  static Found share(long some, long of) {
    return share((double) some, (double) of);
  }

  /** The mean of values of which the sum and the sum of squares are known. */
  static Found mean(ExactSum sum, ExactSum squares, long rows) {
    double mean = sum.value() / rows;
    return new Found(mean, 0, standardError(mean, squares.value(), rows));
  }

  /** The root of such a mean; its standard error by the delta method. */
  static Found root(ExactSum sum, ExactSum squares, long rows) {
    Found mean = mean(sum, squares, rows);
    double root = Math.sqrt(mean.value());
    OptionalDouble error = mean.standardError();
    boolean known = root > 0 && error.isPresent();
    return new Found(root, 0, known ? OptionalDouble.of(error.getAsDouble() / (2 * root)) : error);
  }

  static OptionalDouble standardError(double mean, double squares, long rows) {
    if (rows < 2) return OptionalDouble.empty();
    double variance = Math.max(0, squares / rows - mean * mean) * rows / (rows - 1);
    return OptionalDouble.of(Math.sqrt(variance / rows));
  }
}
