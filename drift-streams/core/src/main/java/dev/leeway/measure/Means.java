package dev.leeway.measure;

import dev.leeway.profile.Moments;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tests on the means of two samples. */
final class Means {

  private Means() {}

  /** Moments in two passes, which lose nothing to cancellation. */
  static Moments moments(double[] values) {
    if (values.length == 0) return Moments.NONE;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double m1 = 0;
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (double value : values) {
      double off = value - mean;
      m1 += off;
      m2 += off * off;
      m3 += off * off * off;
      m4 += off * off * off * off;
    }
    m2 -= m1 * m1 / values.length;
    return new Moments(values.length, mean + m1 / values.length, Math.max(0, m2), m3, m4);
  }

  /**
   * Student's t with pooled variance, positive where the reference's mean is larger, with n + m - 2
   * degrees of freedom. Empty where there are fewer than three numbers, a sample has none, or all
   * numbers of both samples are one.
   */
  static Optional<Outcome> student(Moments reference, Moments current) {
    double n = reference.count();
    double m = current.count();
    if (n == 0 || m == 0 || n + m < 3) return Optional.empty();
    double pooled = (reference.m2() + current.m2()) / (n + m - 2);
    double t = (reference.mean() - current.mean()) / Math.sqrt(pooled * (1 / n + 1 / m));
    if (!Double.isFinite(t)) return Optional.empty();
    return Optional.of(Outcome.tested(t, Tails.studentBothSides(t, n + m - 2)));
  }

  /** The same to nine significant digits. */
  static Outcome toNineDigits(Outcome outcome) {
    return new Outcome(
        nineDigits(outcome.value()),
        OptionalDouble.of(nineDigits(outcome.pValue().orElse(1))),
        outcome.error());
  }

  private static double nineDigits(double value) {
    return new BigDecimal(value).round(new MathContext(9)).doubleValue();
  }
}
