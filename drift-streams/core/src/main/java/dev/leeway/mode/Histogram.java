package dev.leeway.mode;

import java.util.Arrays;

/**
 * Histograms as NumPy makes them: bins of equal width [a, b), the last one [a, b]. Edges come out
 * the same to the last bit, where NumPy's own sums do.
 */
final class Histogram {

  private Histogram() {}

  /**
   * The edges of {@code numpy.histogram_bin_edges(x, 'doane')}: Sturges' number of bins, more of
   * them for skewed numbers (Doane 1976).
   *
   * @param sorted not empty
   */
  static double[] doane(double[] sorted) {
    int n = sorted.length;
    double deviation = deviation(sorted);
    if (n <= 2 || !(deviation > 0)) return equalWidth(sorted, 1);
    double mean = mean(sorted);
    double cubes = 0;
    for (double value : sorted) {
      double d = (value - mean) / deviation;
      cubes += d * d * d;
    }
    double skewness = Math.abs(cubes / n);
    double spread = Math.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3.0)));
    return ofWidth(sorted, range(sorted) / (1 + log2(n) + log2(1 + skewness / spread)));
  }

  /**
   * The edges of {@code numpy.histogram_bin_edges(x, 'sturges')}: as many as it takes to tell n
   * numbers apart by halving, and one.
   *
   * @param sorted not empty
   */
  static double[] sturges(double[] sorted) {
    return ofWidth(sorted, range(sorted) / (log2(sorted.length) + 1));
  }

  /**
   * The edges of so many bins between the smallest and the largest number; one more than bins.
   * Where these are the same, half a unit to each side.
   *
   * @param sorted not empty
   */
  static double[] equalWidth(double[] sorted, int bins) {
    double first = sorted[0];
    double last = sorted[sorted.length - 1];
    if (first == last) {
      first -= 0.5;
      last += 0.5;
    }
    double[] edges = new double[bins + 1];
    double step = (last - first) / bins;
    for (int i = 0; i < bins; i++) {
      edges[i] = i * step + first;
    }
    edges[bins] = last;
    return edges;
  }

  /** How many of the numbers lie in each bin; those beyond the edges are not counted. */
  static long[] counts(double[] sorted, double[] edges) {
    long[] counts = new long[edges.length - 1];
    int from = below(sorted, edges[0]);
    for (int bin = 0; bin < counts.length; bin++) {
      boolean last = bin == counts.length - 1;
      double end = edges[bin + 1];
      int to = last ? below(sorted, Math.nextUp(end)) : below(sorted, end);
      counts[bin] = to - (long) from;
      from = to;
    }
    return counts;
  }

  /** How many of the sorted numbers are smaller than the given one. */
  static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Population standard deviation. */
  static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
  }

  private static double[] ofWidth(double[] sorted, double width) {
    int bins = width > 0 ? (int) Math.ceil(range(sorted) / width) : 1;
    return equalWidth(sorted, bins);
  }

  private static double range(double[] sorted) {
    return sorted[sorted.length - 1] - sorted[0];
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
