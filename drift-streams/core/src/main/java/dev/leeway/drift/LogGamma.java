package dev.leeway.drift;

/**
 * Logarithms of the gamma and beta functions. This package takes logarithms from StrictMath:
 * verdicts must be equal to the last bit on every machine, and Math may differ by one.
 */
final class LogGamma {

  /** Lanczos coefficients for g = 7, n = 9 (Godfrey 2001), good to 1e-15. */
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private static final double G = 7;
  private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private LogGamma() {}

  /** ln of the gamma function, for x at least 0.5. */
  static double of(double x) {
    double z = x - 1;
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (z + i);
    }
    double t = z + G + 0.5;
    return HALF_LOG_TWO_PI + (z + 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
  }

  /** ln of the beta function, for a and b at least 0.5. */
  static double beta(double a, double b) {
    return of(a) + of(b) - of(a + b);
  }
}
