package dev.leeway.joint;

/**
 * How strongly the sum of rows' values in [0, 1] speaks against "these rows come from where the
 * reference's rows come from": an e-value, at any number of rows, and added up over windows an
 * e-process.
 *
 * <p>What the reference leaves possible, but with probability delta: a mean within the empirical
 * Bernstein bounds (Maurer and Pontil 2009, theorem 4), a standard deviation up to theirs (theorem
 * 10). For rows of mean mu and variance at most v whose values exceed mu by at most c, E exp(l (X -
 * mu)) is at most (c^2 exp(-l v / c) + v exp(l c)) / (c^2 + v) (Bennett 1962), so that exp(l (S - m
 * mu)) divided by the m-th power of it is an e-value. The rates l are fixed, up and down, the next
 * half of the one before: a shift of d standard deviations is best met by d over the standard
 * deviation, one of rare values by the logarithm of how much rarer they were. The mean over rates
 * is an e-value again.
 */
final class MeanEvidence {

  private static final int RATES = 10;

  /** Of the fastest rate and the standard deviation: beyond, a handful of rows would do. */
  private static final double FASTEST = 2;

  private final double low;
  private final double high;
  private final double[] rates = new double[RATES];
  private final double[] pricesUp = new double[RATES];
  private final double[] pricesDown = new double[RATES];

  /**
   * @param rows of the reference
   * @param mean of the reference, in [0, 1]
   * @param meanSquare of the reference, in [0, 1]
   * @param delta chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  MeanEvidence(long rows, double mean, double meanSquare, double delta) {
    double spare = Math.max(1, rows - 1);
    double variance = Math.max(0, meanSquare - mean * mean) * (spare + 1) / spare;
    double penalty = StrictMath.log(8 / delta);
    double band =
        StrictMath.sqrt(2 * variance * penalty / Math.max(1, rows)) + 7 * penalty / (3 * spare);
    low = Math.max(0, mean - band);
    high = Math.min(1, mean + band);
    double deviation =
        StrictMath.sqrt(variance) + StrictMath.sqrt(2 * StrictMath.log(2 / delta) / spare);
    double widest = low <= 0.5 && high >= 0.5 ? 0.25 : Math.max(coin(low), coin(high));
    double most = Math.min(deviation * deviation, widest);
    double fastest = Math.min(FASTEST / StrictMath.sqrt(most), StrictMath.log(1 + 1 / most));
    for (int i = 0; i < RATES; i++) {
      rates[i] = StrictMath.scalb(fastest, -i);
      pricesUp[i] = price(rates[i], 1 - low, most);
      pricesDown[i] = price(rates[i], high, most);
    }
  }

  /**
   * Adds the logarithms of the e-values of which the evidence is the mean.
   *
   * @param rows of the window, or of several
   * @param mean of their values
   */
  void addTo(LogMean evidence, double weight, double rows, double mean) {
    double each = weight / (2 * RATES);
    for (int i = 0; i < RATES; i++) {
      evidence.add(each, rows * (rates[i] * (mean - high) - pricesUp[i]));
      evidence.add(each, rows * (rates[i] * (low - mean) - pricesDown[i]));
    }
  }

  /** Natural logarithm of the evidence of these rows alone. */
  double of(double rows, double mean) {
    LogMean evidence = new LogMean();
    addTo(evidence, 1, rows, mean);
    return evidence.log();
  }

  private static double coin(double share) {
    return share * (1 - share);
  }

  /** ln of Bennett's bound for values that exceed their mean by no more than {@code beyond}. */
  private static double price(double rate, double beyond, double variance) {
    double square = beyond * beyond;
    double falling = square * StrictMath.exp(-rate * variance / beyond);
    double rising = variance * StrictMath.exp(rate * beyond);
    return StrictMath.log((falling + rising) / (square + variance));
  }
}
