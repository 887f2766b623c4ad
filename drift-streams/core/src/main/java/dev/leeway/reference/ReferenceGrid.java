package dev.leeway.reference;

import dev.leeway.profile.Cut;
import dev.leeway.profile.Cuts;
import dev.leeway.profile.Edges;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The grid of a numeric column: the edges of every named cut of its finite numbers, in one. Bins of
 * a grid hold (a, b]; NumPy's hold [a, b), the last one [a, b]. An edge just below a makes the one
 * of the other.
 *
 * @param edges at most some 200: 100 values or percentiles, 9 deciles, 10 of equal width, and of
 *     Doane's and Sturges' rules less than 3 log2 n
 */
record ReferenceGrid(Edges edges, Cuts cuts) {

  /** One bin per percentile of the reference, as fine as a window of some thousand rows can use. */
  private static final int QUANTILES = 100;

  private static final int DECILES = 10;
  private static final int EQUAL_BINS = 10;

  /**
   * @param sorted the finite numbers or an even sample of them, ascending
   * @param count of how many numbers they are a sample
   * @param min the smallest, max the largest of all
   */
  static ReferenceGrid of(double[] sorted, long count, double min, double max) {
    if (sorted.length == 0) return new ReferenceGrid(new Edges(new double[0]), Cuts.NONE);
    Map<Cut, NavigableSet<Double>> cuts = new EnumMap<>(Cut.class);
    double[] distinct = Arrays.stream(sorted).distinct().limit(QUANTILES + 1L).toArray();
    if (distinct.length <= QUANTILES) {
      cuts.put(Cut.VALUES, ranged(distinct, min, max));
      cuts.put(Cut.PERCENTILES, ranged(distinct, min, max));
    } else {
      cuts.put(Cut.PERCENTILES, ranged(percentiles(sorted), min, max));
    }
    cuts.put(Cut.DECILES, set(deciles(sorted)));
    HistogramBins bins = new HistogramBins(sorted, count, min, max);
    cuts.put(Cut.DOANE, halfOpen(bins.edges(bins.doane())));
    cuts.put(Cut.STURGES, halfOpen(bins.edges(bins.sturges())));
    cuts.put(Cut.EQUAL_WIDTH, halfOpen(bins.edges(EQUAL_BINS)));
    return joined(cuts);
  }

  private static ReferenceGrid joined(Map<Cut, NavigableSet<Double>> cuts) {
    NavigableSet<Double> union = new TreeSet<>();
    cuts.values().forEach(union::addAll);
    double[] edges = union.stream().mapToDouble(Double::doubleValue).toArray();
    Map<Cut, int[]> places = new EnumMap<>(Cut.class);
    cuts.forEach(
        (cut, own) ->
            places.put(
                cut, own.stream().mapToInt(edge -> Arrays.binarySearch(edges, edge)).toArray()));
    return new ReferenceGrid(new Edges(edges), new Cuts(places));
  }

  /** The percentile of rank q is the value of rank ceil(q n), always a number that occurred. */
  private static double[] percentiles(double[] sorted) {
    double[] values = new double[QUANTILES - 1];
    for (int q = 1; q < QUANTILES; q++) {
      int rank = (int) Math.ceil((double) sorted.length * q / QUANTILES);
      values[q - 1] = sorted[Math.max(0, rank - 1)];
    }
    return values;
  }

  /** As NumPy's quantile with its default method does it, down to the rounding. */
  private static double[] deciles(double[] sorted) {
    double[] values = new double[DECILES - 1];
    for (int q = 1; q < DECILES; q++) {
      double at = (sorted.length - 1) * ((double) q / DECILES);
      int below = (int) at;
      double a = sorted[below];
      double b = sorted[Math.min(below + 1, sorted.length - 1)];
      double part = at - below;
      double value = part >= 0.5 ? b - (b - a) * (1 - part) : a + (b - a) * part;
      // Where b - a overflows, and where rounding steps out of the two.
      values[q - 1] = Double.isFinite(value) ? Math.max(a, Math.min(b, value)) : a;
    }
    return values;
  }

  /** The values, between just below the smallest of all and the largest. */
  private static NavigableSet<Double> ranged(double[] values, double min, double max) {
    NavigableSet<Double> edges = set(values);
    edges.add(below(min));
    edges.add(zeroed(max));
    return edges;
  }

  private static NavigableSet<Double> halfOpen(double[] histogram) {
    NavigableSet<Double> edges = new TreeSet<>();
    for (int i = 0; i < histogram.length - 1; i++) {
      edges.add(below(histogram[i]));
    }
    edges.add(zeroed(histogram[histogram.length - 1]));
    return edges;
  }

  private static NavigableSet<Double> set(double[] values) {
    NavigableSet<Double> edges = new TreeSet<>();
    for (double value : values) {
      edges.add(zeroed(value));
    }
    return edges;
  }

  private static double below(double value) {
    return zeroed(Math.max(-Double.MAX_VALUE, Math.nextDown(value)));
  }

  /** -0.0 is 0.0: a set of doubles tells them apart, an order of numbers does not. */
  private static double zeroed(double value) {
    return value == 0 ? 0.0 : value;
  }
}
