package dev.leeway.bench.decisions;

import dev.leeway.profile.Edges;
import java.util.Arrays;

/**
 * The cells that a rule counts a column in: cell i holds the values above edge i - 1 and not above
 * edge i. Immutable; two grids are equal only if they are one.
 */
final class Grid {

  private final Edges edges;

  Grid(double[] edges) {
    this(new Edges(edges));
  }

  Grid(Edges edges) {
    this.edges = edges;
  }

  /** A cell for each category, and a last one for what is new. */
  static Grid ofCategories(int categories) {
    double[] edges = new double[categories];
    Arrays.setAll(edges, i -> i + 0.5);
    return new Grid(edges);
  }

  int cells() {
    return edges.bins();
  }

  int cell(double value) {
    return edges.bin(value);
  }

  long[] count(double[] values) {
    return count(values, 0, values.length);
  }

  /** Rows per cell, of the values from (inclusive) to end (exclusive). */
  long[] count(double[] values, int from, int end) {
    long[] counts = new long[cells()];
    for (int i = from; i < end; i++) {
      counts[edges.bin(values[i])]++;
    }
    return counts;
  }

  /** The probability of each cell. */
  double[] shares(Law law) {
    double[] shares = new double[cells()];
    double below = 0;
    for (int i = 0; i < edges.size(); i++) {
      double upTo = law.upTo(edges.get(i));
      shares[i] = upTo - below;
      below = upTo;
    }
    shares[edges.size()] = Math.max(0, 1 - below);
    return shares;
  }
}
