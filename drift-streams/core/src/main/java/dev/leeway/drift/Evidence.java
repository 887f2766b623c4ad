package dev.leeway.drift;

/**
 * How strongly a window's counts speak against "no share moved by more than the tolerance": an
 * e-value, so that P(evidence at least 1/a) is at most a whenever that is true, at any sample size.
 *
 * <p>For every event that the bins can express (a value at or below a grid point, a value in a
 * group of bins, a category, a special bin) the likelihood of the counts under a mixture over all
 * shares (Beta(1/2, 1/2), after Krichevsky and Trofimov) is divided by their largest likelihood
 * under a share that the reference and the tolerance allow. The average over the events is an
 * e-value again, because each is one. What the reference itself leaves open is inside the allowed
 * interval.
 */
final class Evidence {

  private static final double LOG_BETA_HALF = LogGamma.beta(0.5, 0.5);
  private static final double LN_10 = StrictMath.log(10);

  /** Cumulative points and groups that a grid is looked at by. */
  private static final int GROUPS = 20;

  private final Distribution reference;
  private final double tolerance;

  /**
   * Tolerance of bins that should be empty: a new category or a type error is news at half a
   * percent.
   */
  private final double specialTolerance;

  private final double penalty;

  /**
   * @param tolerance share of rows that may move, in [0, 1)
   * @param alpha chance that the reference's own uncertainty is larger than allowed for
   */
  Evidence(Distribution reference, double tolerance, double alpha) {
    this.reference = reference;
    this.tolerance = tolerance;
    this.specialTolerance = Math.min(tolerance, 0.005);
    // Grid points are values of the reference itself, so the bound must hold for every interval
    // between two of its n values: a union over n^2 of them.
    double n = Math.max(2, reference.total());
    this.penalty = StrictMath.log(2 * n * n / alpha);
  }

  /** Decimal logarithm of the e-value of these counts; 0 for no rows. */
  double ofOrdered(Distribution current) {
    int[] ends = reference.equalGroups(GROUPS);
    LogMean mean = new LogMean();
    int from = 0;
    for (int group = 0; group < ends.length; group++) {
      mean.add(event(current, from, ends[group], tolerance));
      if (from > 0) mean.add(event(current, 0, from, tolerance));
      from = ends[group];
    }
    specials(current, mean);
    return mean.log() / LN_10;
  }

  /** The same where the bins have no order. */
  double ofUnordered(Distribution current) {
    LogMean mean = new LogMean();
    for (int bin = 0; bin < reference.regular(); bin++) {
      mean.add(event(current, bin, bin + 1, tolerance));
    }
    specials(current, mean);
    return mean.log() / LN_10;
  }

  private void specials(Distribution current, LogMean mean) {
    for (int bin = reference.regular(); bin < reference.bins(); bin++) {
      mean.add(event(current, bin, bin + 1, specialTolerance));
    }
  }

  /** Natural logarithm of the e-value of one event: falling into bins from to (exclusive) end. */
  private double event(Distribution current, int from, int end, double tolerance) {
    ShareInterval allowed =
        ShareInterval.chernoff(reference.sum(from, end), reference.total(), penalty)
            .widened(tolerance);
    return ofCoin(current.sum(from, end), current.total(), allowed);
  }

  /** Natural logarithm of the e-value of k heads in n throws against a coin within the interval. */
  static double ofCoin(long k, long n, ShareInterval allowed) {
    if (n == 0) return 0;
    double best = Math.max(allowed.low(), Math.min(allowed.high(), (double) k / n));
    double mixture = LogGamma.beta(k + 0.5, n - k + 0.5) - LOG_BETA_HALF;
    return mixture - times(k, best) - times(n - k, 1 - best);
  }

  /** k ln p, with 0 ln 0 = 0. */
  private static double times(long k, double p) {
    return k == 0 ? 0 : k * StrictMath.log(p);
  }

  /** ln of the mean of numbers given by their logarithms. */
  private static final class LogMean {

    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;
    private int count;

    void add(double log) {
      count++;
      if (log <= largest) {
        scaled += StrictMath.exp(log - largest);
      } else {
        scaled = scaled * StrictMath.exp(largest - log) + 1;
        largest = log;
      }
    }

    double log() {
      return count == 0 ? 0 : largest + StrictMath.log(scaled / count);
    }
  }
}
