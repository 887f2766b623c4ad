package dev.leeway.measure;

import java.util.OptionalDouble;

/**
 * Anderson and Darling's test of two samples after Scholz and Stephens (JASA 82, 1987), with
 * averaged ranks (their equation 7): as scipy's anderson_ksamp. The value is standardised, (A2 - 1)
 * / sigma. The p-value is that of the limit at the same standardised value, without the bounds .001
 * and .25 that scipy's table has. Both samples must have numbers.
 *
 * <p>With l numbers in a group of ties, of N in all, b before it and c after it, and d the middle
 * of the step of F - G there: A2 = (N - 1) / N nm sum of l d^2 / (b c + l (b + c) / 4).
 */
final class AndersonDarling {

  /** Up to so many numbers the variance is summed up, beyond it is that of the limit. */
  private static final int SUMMED = 100_000;

  /** Standard deviation of the limit: its variance is 2 (pi^2 - 9) / 3. */
  private static final double LIMIT = Math.sqrt(2 * (StrictMath.PI * StrictMath.PI - 9) / 3);

  private final OrderedCells cells;
  private final double n;
  private final double m;
  private final double all;
  private double value;
  private double least;
  private double most;

  private AndersonDarling(OrderedCells cells) {
    this.cells = cells;
    n = cells.counts().referenceRows();
    m = cells.counts().currentRows();
    all = n + m;
  }

  static Outcome of(OrderedCells cells) {
    return new AndersonDarling(cells).outcome();
  }

  private Outcome outcome() {
    for (Slope slope = new Slope(cells); slope.next(); ) {
      add(slope);
    }
    double scale = (all - 1) / all * n * m;
    double sigma = sigma();
    if (!(sigma > 0)) return Outcome.tested(0, 1);
    Outcome outcome =
        NumberDistances.within(
            (scale * value - 1) / sigma, (scale * least - 1) / sigma, (scale * most - 1) / sigma);
    double p = QuadraticTail.ANDERSON_DARLING.beyond(1 + outcome.value() * LIMIT);
    return new Outcome(outcome.value(), OptionalDouble.of(p), outcome.error());
  }

  private void add(Slope slope) {
    double rows = (double) slope.reference() + slope.current();
    if (rows == 0) return;
    double before = (double) slope.referenceBefore() + slope.currentBefore();
    double after = all - before - rows;
    double middle = (slope.start() + slope.end()) / 2;
    double weight = before * after + rows * (before + after) / 4;
    double term = weight == 0 ? 0 : rows * middle * middle / weight;
    value += term;
    if (slope.isPoint()) {
      least += term;
      most += term;
      return;
    }
    double near = Math.min(slope.smallest(), Math.abs(slope.end()));
    double far = Math.max(slope.largest(), Math.abs(slope.end()));
    if (slope.end() * slope.start() <= 0) near = 0;
    least += near * near * rows / ((before + rows) * (after + rows));
    most += Math.max(term, far * far * Math.min(bound(rows, before, after, far), both(rows)));
  }

  /** Whatever the groups, l / (b c + l (b + c) / 4) sums to no more than this. */
  private double both(double rows) {
    return 4 * rows / Math.max(1, all - 1);
  }

  private double bound(double rows, double before, double after, double far) {
    return Math.min(oneSided(rows, before, after, far), oneSided(rows, after, before, far));
  }

  /**
   * The most that l / (b c + l (b + c) / 4) sums to over any groups within the cell, in units of
   * far^2. There c is at least {@code after}, so a group's part is at most l / (b + l / 4) / after,
   * and with r = l / b that is at most r / ((1 + r / 4) ln(1 + r)), never above 1.25, times the
   * cell's step of ln b. In the first cell, where b starts from 0, F and G are no further apart
   * than b + l / 2 over the smaller sample: up to the b where that reaches {@code far} the parts
   * sum to 1, the group that gets across has at most 4, and the logarithm begins there.
   */
  private double oneSided(double rows, double before, double after, double far) {
    if (after == 0) return Double.POSITIVE_INFINITY;
    if (before > 0) {
      double ratio = rows / before;
      double step = StrictMath.log1p(ratio);
      double looseness = Math.min(1.25, Math.max(1, ratio / ((1 + ratio / 4) * step)));
      return (ratio > 4 ? 1.25 : looseness) * step / after;
    }
    if (far == 0) return 0;
    double smaller = Math.min(n, m);
    double reached = far * smaller;
    double byLogarithm = 5 + 1.25 * Math.max(0, StrictMath.log(rows / reached));
    double bySquares = rows / reached * (rows / reached);
    return Math.min(byLogarithm, bySquares) / after;
  }

  private double sigma() {
    if (all > SUMMED) return LIMIT;
    int count = (int) all;
    if (count < 4) return 0;
    // h sums 1/i below N; g sums 1 / ((N - i) j) over i < j < N.
    double h = 0;
    double g = 0;
    for (int i = count - 1; i >= 1; i--) {
      if (i <= count - 2) g += h / (count - i);
      h += 1.0 / i;
    }
    double inverse = 1 / n + 1 / m;
    double a = 4 * g - 6 + (10 - 6 * g) * inverse;
    double b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
    double c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
    double d = (2 * h + 6) * 4 - 8 * h;
    double variance =
        (a * all * all * all + b * all * all + c * all + d) / ((all - 1) * (all - 2) * (all - 3));
    return Math.sqrt(variance);
  }
}
