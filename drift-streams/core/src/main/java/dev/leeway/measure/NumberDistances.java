package dev.leeway.measure;

import java.util.OptionalDouble;

/**
 * Distances of two cumulative distributions F (reference) and G (window). Inside a cell that holds
 * more than one number F and G are only known to rise from one value to the next; the error says
 * how far that leaves the result open, and the value takes them to rise evenly.
 */
public final class NumberDistances {

  /** Up to so many points counting paths for an exact p-value takes less than 0.1 ms. */
  private static final long EXACT_PATHS = 20_000;

  private NumberDistances() {}

  /**
   * The largest |F - G| at the cells' ends, or difference of the share of a special cell. Shares
   * are of all rows, those in special cells included: a sample without them gives the classical
   * statistic. The statistic of the same rows without cells lies in [value, value + error].
   *
   * <p>The p-value is two-sided and that of the value: exact for continuous numbers where n m is at
   * most 20,000, else that of D of nm / (n + m) numbers ({@link Tails#kolmogorov}).
   */
  public static Outcome kolmogorovSmirnov(OrderedCells cells, UnorderedCells specials) {
    long n = cells.counts().referenceRows() + specials.referenceRows();
    long m = cells.counts().currentRows() + specials.currentRows();
    double gap = 0;
    double most = 0;
    for (Slope slope = new Slope(cells, n, m); slope.next(); ) {
      gap = Math.max(gap, Math.abs(slope.end()));
      most = Math.max(most, Math.max(slope.highest(), -slope.lowest()));
    }
    for (int cell = 0; cell < specials.size(); cell++) {
      double p = n == 0 ? 0 : (double) specials.reference(cell) / n;
      double q = m == 0 ? 0 : (double) specials.current(cell) / m;
      gap = Math.max(gap, Math.abs(p - q));
    }
    double value = Math.min(1, gap);
    double error = Math.max(0, Math.min(1, most) - value);
    return new Outcome(value, OptionalDouble.of(kolmogorovTail(value, n, m)), error);
  }

  static double kolmogorovTail(double value, long n, long m) {
    boolean few = n > 0 && m > 0 && n <= EXACT_PATHS && m <= EXACT_PATHS && n * m <= EXACT_PATHS;
    return few ? Tails.kolmogorovExact(value, n, m) : Tails.kolmogorov(value, n, m);
  }

  /** Integral of |F - G|, in the unit of the numbers. Both samples must have numbers. */
  public static Outcome wasserstein(OrderedCells cells) {
    double value = 0;
    double least = 0;
    double most = 0;
    for (Slope slope = new Slope(cells); slope.next(); ) {
      double between = slope.gap() * Math.abs(slope.start());
      value += between + slope.width() * slope.meanSize();
      least += between + slope.width() * slope.smallest();
      most += between + slope.width() * slope.largest();
    }
    return within(value, least, most);
  }

  /**
   * Square root of twice the integral of (F - G)^2, as scipy's energy_distance. Both samples must
   * have numbers.
   */
  public static Outcome energy(OrderedCells cells) {
    double value = 0;
    double least = 0;
    double most = 0;
    for (Slope slope = new Slope(cells); slope.next(); ) {
      double between = slope.gap() * slope.start() * slope.start();
      value += between + slope.width() * slope.meanSquare();
      least += between + slope.width() * slope.smallest() * slope.smallest();
      most += between + slope.width() * slope.largest() * slope.largest();
    }
    return within(Math.sqrt(2 * value), Math.sqrt(2 * least), Math.sqrt(2 * most));
  }

  static Outcome within(double value, double least, double most) {
    return new Outcome(
        value, OptionalDouble.empty(), Math.max(0, Math.max(most - value, value - least)));
  }
}
