package dev.leeway.measure;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * P(Q > x) for Q the sum of w_j Z_j^2 with independent standard normal Z_j: what the quadratic
 * statistics of two samples are distributed like when n and m are large.
 *
 * <p>Smirnov's formula: with t_j = 1 / (2 w_j) ascending, the tail is 1/pi times the alternating
 * sum over k of the integrals, from t_(2k-1) to t_(2k), of exp(-t x) |M(t)| / t, where M(t) is the
 * product of (1 - 2 w_j t)^(-1/2). At both ends M has a pole of order 1/2, which is what
 * Gauss-Chebyshev quadrature is for. Every term is small where the tail is, so nothing cancels and
 * tails of 1e-100 are as exact as those of 0.1.
 */
enum QuadraticTail {
  /** w_j = 1 / (pi j)^2. */
  CRAMER_VON_MISES(
      j -> StrictMath.PI * StrictMath.PI * j * j / 2,
      t -> {
        double x = Math.sqrt(2 * t);
        return Math.sqrt(x / Math.abs(StrictMath.sin(x)));
      },
      0.003),
  /** w_j = 1 / (j (j + 1)). */
  ANDERSON_DARLING(
      j -> j * (j + 1) / 2.0,
      t ->
          Math.sqrt(
              2
                  * StrictMath.PI
                  * t
                  / Math.abs(StrictMath.cos(StrictMath.PI / 2 * Math.sqrt(1 + 8 * t)))),
      0.03);

  private static final int NODES = 48;
  private static final int MOST_TERMS = 400;

  private final IntToDoubleFunction pole;
  private final DoubleUnaryOperator size;
  private final double least;

  /**
   * @param least below it the tail is 1 to eight digits, and the series is long
   */
  QuadraticTail(IntToDoubleFunction pole, DoubleUnaryOperator size, double least) {
    this.pole = pole;
    this.size = size;
    this.least = least;
  }

  double beyond(double x) {
    if (x < least) return 1;
    double sum = 0;
    for (int k = 1; k <= MOST_TERMS; k++) {
      double term = term(pole.applyAsDouble(2 * k - 1), pole.applyAsDouble(2 * k), x);
      sum += k % 2 == 1 ? term : -term;
      if (term <= 1e-16 * Math.abs(sum)) break;
    }
    return Math.max(0, Math.min(1, sum / StrictMath.PI));
  }

  /** With t = middle + half cos(a) the integral is that over a of f(t) half sin(a). */
  private double term(double from, double to, double x) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double angle = StrictMath.PI * (i + 0.5) / NODES;
      double t = middle + half * StrictMath.cos(angle);
      sum += StrictMath.exp(-t * x) * size.applyAsDouble(t) / t * half * StrictMath.sin(angle);
    }
    return sum * StrictMath.PI / NODES;
  }
}
