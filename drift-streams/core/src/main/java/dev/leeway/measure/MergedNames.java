package dev.leeway.measure;

import dev.leeway.verdict.Measure;

/**
 * Between what a measure of shares may lie where one cell holds the rows of unknown categories: r
 * rows of the reference and c of the window, of any number of names, each with at least one row.
 *
 * <p>Measures that are f-divergences (Csiszar 1967), a sum over cells of a convex function of
 * degree 1 of (p, q), can only grow when a cell is split, and are largest where no name is in both
 * samples. The floors of PSI and KL and the half rows of the tests of fit break that; for these the
 * bounds are worked out one by one.
 */
final class MergedNames {

  private final UnorderedCells cells;
  private final int merged;
  private final double n;
  private final double m;
  private final long r;
  private final long c;

  /** A measure is at least and at most this. */
  record Range(double least, double most) {}

  /** What a cell adds to a measure. */
  private interface Part {
    double of(long reference, long current);
  }

  /**
   * @param merged the place of the cell that holds categories of unknown names
   */
  MergedNames(UnorderedCells cells, int merged) {
    this.cells = cells;
    this.merged = merged;
    // Shares of no rows are 0.
    n = Math.max(1, cells.referenceRows());
    m = Math.max(1, cells.currentRows());
    r = cells.reference(merged);
    c = cells.current(merged);
  }

  /**
   * The range of the measure over all ways to split the cell.
   *
   * @param value that of the cells unsplit
   */
  Range range(Measure measure, double value) {
    if (r + c <= 1) return new Range(value, value);
    boolean both = cells.referenceRows() > 0 && cells.currentRows() > 0;
    return switch (measure) {
      case PSI -> populationStability();
      case KL -> kullbackLeibler();
      case L_INFINITY -> largestGap();
      // Nothing is tested where a sample has no rows.
      case CHI_SQUARE_GOF -> both ? chiSquareFit() : new Range(value, value);
      case G_GOF -> both ? likelihoodRatioFit() : new Range(value, value);
      // What Yates takes off is left out as soon as there are more than two categories.
      case CHI_SQUARE_YATES -> new Range(value, apart(Measure.CHI_SQUARE));
      default -> new Range(value, apart(measure));
    };
  }

  /** The measure where no name is in both samples. */
  private double apart(Measure measure) {
    UnorderedCells split = cells.withSplit(merged, new long[] {r, 0}, new long[] {0, c});
    return GroupMeasures.of(measure, split).value();
  }

  /**
   * A part grows with the distance of the floored shares, and is convex in one share where the
   * other is at the floor: all apart is most, single rows are least. Where both samples have such
   * rows their names may be alike in both, and add nothing.
   */
  private Range populationStability() {
    Part part =
        (reference, current) -> {
          double p = Math.max(Divergences.FLOOR, reference / n);
          double q = Math.max(Divergences.FLOOR, current / m);
          return (q - p) * StrictMath.log(q / p);
        };
    double single = r == 0 ? c * part.of(0, 1) : c == 0 ? r * part.of(1, 0) : 0;
    double rest = others(part);
    return new Range(rest + single, rest + part.of(r, 0) + part.of(0, c));
  }

  /**
   * A part p ln(p / q) is at most p ln(p / floor), which is convex in p: one name is most. It is at
   * least -q / e, and not negative where q is at the floor.
   */
  private Range kullbackLeibler() {
    Part part =
        (reference, current) -> {
          double p = Math.max(Divergences.FLOOR, reference / n);
          return p * StrictMath.log(p / Math.max(Divergences.FLOOR, current / m));
        };
    double rest = others(part);
    double least = c / m > Divergences.FLOOR ? -c / m / Math.E : 0;
    return new Range(Math.max(0, rest + least), Math.max(0, rest + part.of(r, 0)));
  }

  private Range largestGap() {
    double rest = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double gap = Math.abs(cells.reference(cell) / n - cells.current(cell) / m);
      if (cell != merged) rest = Math.max(rest, gap);
    }
    double single = r == 0 ? 1 / m : c == 0 ? 1 / n : 0;
    return new Range(Math.max(rest, single), Math.max(rest, Math.max(r / n, c / m)));
  }

  /**
   * The sum of c^2 / E - 2 c + E over names, of which E is half a row's where the reference has not
   * the name. With d new names it is least where all have c / d rows and most where all but one
   * have a single one, which in turn is most where d is 1 or c.
   */
  private Range chiSquareFit() {
    double half = 0.5 * m / n;
    double rest =
        others(
            (reference, current) -> {
              double expected = Math.max(0.5, (double) reference) * m / n;
              double off = current - expected;
              return reference + current == 0 ? 0 : off * off / expected;
            });
    if (c == 0) return new Range(rest + r * m / n, rest + r * m / n);
    if (r == 0) {
      double one = (c - half) * (c - half) / half;
      double each = c * (1 - half) * (1 - half) / half;
      return new Range(rest + (half < 1 ? each : 0), rest + Math.max(one, each));
    }
    double most = (double) c * c / half - 2.0 * c + r * m / n + c * half;
    // A table of one cell is not tested, and 0.
    return new Range(cells.referenceRows() == r ? 0 : rest, rest + Math.max(0, most));
  }

  /**
   * Twice the sum of c ln(c / E): most where all rows have one new name, least by the log-sum
   * inequality, as E sums to no more than if each row had a new name.
   */
  private Range likelihoodRatioFit() {
    double half = 0.5 * m / n;
    double rest =
        others(
            (reference, current) ->
                current == 0
                    ? 0
                    : current
                        * StrictMath.log(current / (Math.max(0.5, (double) reference) * m / n)));
    double most = c == 0 ? 0 : c * StrictMath.log(c / half);
    double least = c == 0 ? 0 : c * StrictMath.log(c / (r * m / n + c * half));
    return new Range(Math.max(0, 2 * (rest + least)), Math.max(0, 2 * (rest + most)));
  }

  private double others(Part part) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cell != merged) sum += part.of(cells.reference(cell), cells.current(cell));
    }
    return sum;
  }
}
