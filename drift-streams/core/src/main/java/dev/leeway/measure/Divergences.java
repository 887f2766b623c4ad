package dev.leeway.measure;

/**
 * Distances of two distributions over the same unordered cells, from shares p of the reference and
 * q of the window. Pure functions of the counts; each is finite whatever the counts.
 */
public final class Divergences {

  /** Smallest share a cell counts as in PSI and KL, after Evidently: empty would be infinite. */
  static final double FLOOR = 1e-4;

  private static final double LN_2 = StrictMath.log(2);

  private Divergences() {}

  /** Sum of (q - p) ln(q / p), shares floored at the given one, not renormalised. In [0, inf). */
  public static double populationStability(UnorderedCells cells, double floor) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double p = Math.max(floor, cells.referenceShare(cell));
      double q = Math.max(floor, cells.currentShare(cell));
      sum += (q - p) * StrictMath.log(q / p);
    }
    return Math.max(0, sum);
  }

  /**
   * Sum of p ln(p / q), shares floored at the given one, not renormalised. In [0, inf): what the
   * floors take off is given back.
   */
  public static double kullbackLeibler(UnorderedCells cells, double floor) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double p = Math.max(floor, cells.referenceShare(cell));
      double q = Math.max(floor, cells.currentShare(cell));
      sum += p * StrictMath.log(p / q);
    }
    return Math.max(0, sum);
  }

  /** Jensen-Shannon divergence with base 2, in [0, 1]. */
  public static double jensenShannon(UnorderedCells cells) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double p = cells.referenceShare(cell);
      double q = cells.currentShare(cell);
      double m = (p + q) / 2;
      if (p > 0) sum += p * StrictMath.log(p / m) / 2;
      if (q > 0) sum += q * StrictMath.log(q / m) / 2;
    }
    return Math.max(0, Math.min(1, sum / LN_2));
  }

  /** Jensen-Shannon divergence with base e, in [0, ln 2]. */
  public static double jensenShannonNats(UnorderedCells cells) {
    return jensenShannon(cells) * LN_2;
  }

  /** Square root of half the sum of (sqrt p - sqrt q)^2, in [0, 1]. */
  public static double hellinger(UnorderedCells cells) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double gap = Math.sqrt(cells.referenceShare(cell)) - Math.sqrt(cells.currentShare(cell));
      sum += gap * gap;
    }
    return Math.min(1, Math.sqrt(sum / 2));
  }

  /** Half the sum of |p - q|, in [0, 1]. */
  public static double totalVariation(UnorderedCells cells) {
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      sum += Math.abs(cells.referenceShare(cell) - cells.currentShare(cell));
    }
    return Math.min(1, sum / 2);
  }

  /** The largest |p - q|, in [0, 1]. */
  public static double largestGap(UnorderedCells cells) {
    double largest = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      largest = Math.max(largest, Math.abs(cells.referenceShare(cell) - cells.currentShare(cell)));
    }
    return largest;
  }
}
