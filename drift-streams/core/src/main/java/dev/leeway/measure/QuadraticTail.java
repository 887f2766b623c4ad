package dev.leeway.measure;

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
  CRAMER_VON_MISES(0.003) {
    @Override
    double pole(int j) {
      return StrictMath.PI * StrictMath.PI * j * j / 2;
    }

    @Override
    double size(double t) {
      double x = Math.sqrt(2 * t);
      return Math.sqrt(x / Math.abs(StrictMath.sin(x)));
    }
  },
  /** w_j = 1 / (j (j + 1)). */
  ANDERSON_DARLING(0.03) {
    @Override
    double pole(int j) {
      return j * (j + 1) / 2.0;
    }

    @Override
    double size(double t) {
      double angle = StrictMath.PI / 2 * Math.sqrt(1 + 8 * t);
      return Math.sqrt(2 * StrictMath.PI * t / Math.abs(StrictMath.cos(angle)));
    }
  };

  private static final int NODES = 48;
  private static final int MOST_TERMS = 400;

  private final double least;

  /**
   * @param least below it the tail is 1 to eight digits, and the series is long
   */
  QuadraticTail(double least) {
    this.least = least;
  }

  /** t_j, ascending in j from 1. */
  abstract double pole(int j);

  /** |M(t)|. */
  abstract double size(double t);

  double beyond(double x) {
    if (x < least) return 1;
    double sum = 0;
    for (int k = 1; k <= MOST_TERMS; k++) {
      double term = term(pole(2 * k - 1), pole(2 * k), x);
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
      sum += StrictMath.exp(-t * x) * size(t) / t * half * StrictMath.sin(angle);
    }
    return sum * StrictMath.PI / NODES;
  }
}
