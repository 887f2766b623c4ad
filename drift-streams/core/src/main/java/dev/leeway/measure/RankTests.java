package dev.leeway.measure;

import java.util.OptionalDouble;

/**
 * Tests on how the numbers of two samples mix when they are put in one order. Both samples must
 * have numbers.
 */
public final class RankTests {

  private RankTests() {}

  /**
   * Cramer-von Mises' T: nm / N^2 times the sum over all N numbers of (F - G)^2 (Anderson 1962).
   * For samples without ties it is scipy's statistic. The p-value is asymptotic.
   */
  public static Outcome cramerVonMises(OrderedCells cells) {
    double value = 0;
    double least = 0;
    double most = 0;
    for (Slope slope = new Slope(cells); slope.next(); ) {
      double end = slope.end() * slope.end();
      double rows = (double) slope.reference() + slope.current();
      if (slope.isPoint() || rows == 0) {
        value += rows * end;
        least += rows * end;
        most += rows * end;
        continue;
      }
      value += rows * (cells.referenceAtUpper() ? end : slope.meanSquare());
      least += rows * Math.min(end, slope.smallest() * slope.smallest());
      most += rows * Math.max(end, slope.largest() * slope.largest());
    }
    double n = cells.counts().referenceRows();
    double m = cells.counts().currentRows();
    double scale = n / (n + m) * (m / (n + m));
    Outcome outcome = NumberDistances.within(scale * value, scale * least, scale * most);
    return new Outcome(outcome.value(), vonMisesTail(outcome.value(), n, m), outcome.error());
  }

  /**
   * Cramer-von Mises' T from averaged ranks, as scipy's cramervonmises_2samp computes it. Equal to
   * {@link #cramerVonMises} without ties; with many of them it grows, whatever the samples. For
   * exact cells.
   */
  public static Outcome cramerVonMisesMidrank(OrderedCells cells) {
    double n = cells.counts().referenceRows();
    double m = cells.counts().currentRows();
    double sum = 0;
    for (Slope slope = new Slope(cells); slope.next(); ) {
      double a = slope.reference();
      double b = slope.current();
      double currentRank = slope.currentBefore() + b / 2;
      double referenceRank = slope.referenceBefore() + a / 2;
      sum += n * (a * currentRank * currentRank + a * (a * a - 1) / 12);
      sum += m * (b * referenceRank * referenceRank + b * (b * b - 1) / 12);
    }
    double both = n + m;
    double value = sum / (n * m * both) - (4 * n * m - 1) / (6 * both);
    return new Outcome(value, vonMisesTail(value, n, m), 0);
  }

  /** The statistic scaled to mean and variance of its limit, as Anderson proposes. */
  private static OptionalDouble vonMisesTail(double value, double n, double m) {
    double both = n + m;
    double mean = (1 + 1 / both) / 6;
    double variance =
        (both + 1)
            * (4 * n * m * both - 3 * (n * n + m * m) - 2 * n * m)
            / (45 * both * both * 4 * n * m);
    // One row against one: every outcome is alike.
    if (variance <= 0) return OptionalDouble.of(1);
    double scaled = 1.0 / 6 + (value - mean) / Math.sqrt(45 * variance);
    return OptionalDouble.of(QuadraticTail.CRAMER_VON_MISES.beyond(scaled));
  }

  /**
   * Mann-Whitney's U of the reference: of all pairs of a reference number and a window's number
   * those in which the reference's is the larger, ties counting half. Two-sided p-value by the
   * normal approximation with correction for ties and continuity, as scipy's asymptotic method.
   */
  public static Outcome mannWhitney(OrderedCells cells) {
    double[] parts = pairs(cells);
    double n = cells.counts().referenceRows();
    double m = cells.counts().currentRows();
    double larger = Math.max(parts[0], n * m - parts[0]);
    double p = Math.min(1, 2 * normalTail(larger, n, m, parts[2]));
    return new Outcome(parts[0], OptionalDouble.of(p), parts[1]);
  }

  /**
   * P(U of the reference as small as it is), one-sided: small where the reference's numbers are
   * smaller than the window's.
   */
  public static double mannWhitneyLess(OrderedCells cells) {
    double[] parts = pairs(cells);
    double n = cells.counts().referenceRows();
    double m = cells.counts().currentRows();
    return normalTail(n * m - parts[0], n, m, parts[2]);
  }

  /** U, how far binning may have moved it, and the ties' part of its variance. */
  private static double[] pairs(OrderedCells cells) {
    double u = 0;
    double open = 0;
    double ties = 0;
    for (Slope slope = new Slope(cells); slope.next(); ) {
      double a = slope.reference();
      double b = slope.current();
      u += a * (slope.currentBefore() + b / 2);
      if (slope.isPoint()) {
        double tied = a + b;
        ties += tied * tied * tied - tied;
      } else {
        open += a * b / 2;
      }
    }
    return new double[] {u, open, ties};
  }

  private static double normalTail(double u, double n, double m, double ties) {
    double both = n + m;
    double variance = n * m / 12 * (both + 1 - ties / (both * Math.max(1, both - 1)));
    if (!(variance > 0)) return 1;
    return Tails.normal((u - n * m / 2 - 0.5) / Math.sqrt(variance));
  }
}
