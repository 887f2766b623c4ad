package dev.leeway.bench.decisions;

import java.util.Arrays;

/**
 * The rule of thumb: any column's population stability index, over the reference's deciles or over
 * the categories, is at or above a fixed threshold.
 */
record PsiRule(double threshold) implements Rule {

  private static final int DECILES = 10;

  /** Smallest share a bin counts as, after Evidently. */
  private static final double FLOOR = 1e-4;

  @Override
  public String name() {
    return "psi-" + threshold;
  }

  @Override
  public Watch watch(Past past) {
    return ColumnTest.atLeast(1, past.columns().size(), column -> test(past, column));
  }

  private ColumnTest test(Past past, int column) {
    double[] reference = past.columns().get(column);
    Grid grid = past.isNumeric() ? deciles(reference) : Grid.ofCategories(past.categories());
    double[] expected = shares(grid.count(reference));
    return (window, place) -> psi(expected, shares(window.counts(place, grid))) >= threshold;
  }

  private static Grid deciles(double[] reference) {
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    double[] edges = new double[DECILES - 1];
    Arrays.setAll(edges, i -> sorted[(int) Math.ceil((i + 1.0) * sorted.length / DECILES) - 1]);
    return new Grid(edges);
  }

  static double psi(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double a = Math.max(FLOOR, p[i]);
      double b = Math.max(FLOOR, q[i]);
      sum += (b - a) * Math.log(b / a);
    }
    return sum;
  }

  static double[] shares(long[] counts) {
    double total = Arrays.stream(counts).sum();
    return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
  }
}
