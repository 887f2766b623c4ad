package dev.leeway.bench.decisions;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * NannyML's default: the Jensen-Shannon distance (logarithm of base 2) of a chunk from the whole
 * reference is above the mean of the reference's own chunks plus three of their standard deviations
 * (population). Numbers are counted in the bins of NumPy's {@code doane} rule, what lies outside
 * the reference's range in one more.
 *
 * <p>The reference is cut in chunks of the windows' size, as NannyML does with {@code chunk_size},
 * where that gives the six that it asks for; else in ten, its default.
 */
final class NannymlRule implements Rule {

  private static final double DEVIATIONS = 3;
  private static final int FEWEST_CHUNKS = 6;
  private static final int DEFAULT_CHUNKS = 10;
  private static final double ROOT_LN_2 = Math.sqrt(Math.log(2));

  @Override
  public String name() {
    return "nannyml";
  }

  @Override
  public Watch watch(Past past) {
    return ColumnTest.atLeast(1, past.columns().size(), column -> test(past, column));
  }

  private static ColumnTest test(Past past, int column) {
    double[] reference = past.columns().get(column);
    Grid grid = past.isNumeric() ? doane(reference) : Grid.ofCategories(past.categories());
    double[] expected = shares(past, grid.count(reference));
    double threshold = threshold(past, reference, grid);
    return (window, place) ->
        distance(expected, shares(past, window.counts(place, grid))) > threshold;
  }

  private static double threshold(Past past, double[] reference, Grid grid) {
    double[] expected = shares(past, grid.count(reference));
    int size = past.windowRows();
    if (reference.length / size < FEWEST_CHUNKS) size = reference.length / DEFAULT_CHUNKS;
    int chunks = reference.length / size;
    double[] distances = new double[chunks];
    for (int i = 0; i < chunks; i++) {
      long[] counts = grid.count(reference, i * size, (i + 1) * size);
      distances[i] = distance(expected, shares(past, counts));
    }
    double mean = Arrays.stream(distances).average().orElseThrow();
    double variance =
        Arrays.stream(distances).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return mean + DEVIATIONS * Math.sqrt(variance);
  }

  private static double distance(double[] p, double[] q) {
    return JensenShannon.distance(p, q) / ROOT_LN_2;
  }

  /** Shares, those below and above the reference's range as one. */
  private static double[] shares(Past past, long[] counts) {
    if (!past.isNumeric()) return PsiRule.shares(counts);
    long[] joined = Arrays.copyOf(counts, counts.length - 1);
    joined[0] += counts[counts.length - 1];
    return PsiRule.shares(joined);
  }

  /**
   * NumPy's {@code histogram_bin_edges(x, bins="doane")}: ceil(1 + log2 n + log2(1 + |g| / s))
   * bins, g the skewness and s^2 = 6 (n - 2) / ((n + 1) (n + 3)).
   */
  static Grid doane(double[] reference) {
    double n = reference.length;
    double mean = Arrays.stream(reference).average().orElseThrow();
    double variance = 0;
    double cubes = 0;
    for (double x : reference) {
      double d = x - mean;
      variance += d * d / n;
      cubes += d * d * d / n;
    }
    double skewness = cubes / Math.pow(variance, 1.5);
    double spread = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    int bins = (int) Math.ceil(1 + log2(n) + log2(1 + Math.abs(skewness) / spread));
    double min = Arrays.stream(reference).min().orElseThrow();
    double max = Arrays.stream(reference).max().orElseThrow();
    TreeSet<Double> edges = new TreeSet<>();
    edges.add(Math.nextDown(min));
    for (int i = 1; i < bins; i++) {
      edges.add(min + (max - min) * i / bins);
    }
    edges.add(max);
    return new Grid(edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
