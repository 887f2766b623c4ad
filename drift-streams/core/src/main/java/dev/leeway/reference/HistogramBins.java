package dev.leeway.reference;

import java.util.Arrays;

/**
 * Bins of equal width as NumPy's {@code histogram_bin_edges} makes them, and how many of them by
 * which rule (numpy/lib/_histograms_impl.py).
 */
final class HistogramBins {

  private static final double LN_2 = StrictMath.log(2);

  private final double[] values;
  private final long count;
  private final double min;
  private final double max;

  HistogramBins(double[] values, long count, double min, double max) {
    this.values = values;
    this.count = count;
    this.min = min;
    this.max = max;
  }

  /** Sturges' rule: range / (log2 n + 1) wide. */
  int sturges() {
    return number((max - min) / (log2(count) + 1));
  }

  /**
   * Doane's rule: range / (1 + log2 n + log2(1 + |g| / s)) wide, with the skewness g and its
   * standard error s.
   */
  int doane() {
    if (count <= 2) return 1;
    double mean = Arrays.stream(values).sum() / values.length;
    double square = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double sigma = Math.sqrt(square / values.length);
    if (!(sigma > 0) || Double.isInfinite(sigma)) return 1;
    double skewness =
        Arrays.stream(values)
                .map(value -> (value - mean) / sigma)
                .map(scaled -> scaled * scaled * scaled)
                .sum()
            / values.length;
    double n = count;
    double error = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    double divisor = 1 + log2(count) + StrictMath.log(1 + Math.abs(skewness) / error) / LN_2;
    return number((max - min) / divisor);
  }

  /**
   * The edges of so many bins, one more than there are bins; only the range's two ends where it is
   * a single value or too wide for a double.
   */
  double[] edges(int bins) {
    double step = (max - min) / bins;
    if (!(step > 0) || Double.isInfinite(step)) return new double[] {min, max};
    double[] edges = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      edges[i] = i * step + min;
    }
    edges[bins] = max;
    return edges;
  }

  private int number(double width) {
    boolean usable = width > 0 && Double.isFinite(width);
    return usable ? (int) Math.ceil((max - min) / width) : 1;
  }

  /** Exact for powers of two, which decides how a ceiling falls. */
  private static double log2(long n) {
    return Long.bitCount(n) == 1
        ? Long.numberOfTrailingZeros(n)
        : StrictMath.log((double) n) / LN_2;
  }
}
