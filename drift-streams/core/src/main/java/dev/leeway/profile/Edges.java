package dev.leeway.profile;

import java.util.Arrays;

/**
 * The frozen grid of a numeric column: edges e_0 &lt; e_1 &lt; ... that cut the numbers into size()
 * + 1 bins. Bin i holds the values v with e_(i-1) &lt; v &lt;= e_i; the first bin is below the
 * reference's range, the last above it.
 */
public final class Edges {

  private final double[] edges;

  /** The edges, padded with +infinity to a power of two, for a search without branches. */
  private final double[] padded;

  /**
   * @throws IllegalArgumentException if an edge is not finite or they do not ascend strictly
   */
  public Edges(double[] edges) {
    this.edges = edges.clone();
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i])) throw new IllegalArgumentException("edge " + edges[i]);
      if (i > 0 && edges[i] <= edges[i - 1]) {
        throw new IllegalArgumentException("edges do not ascend at " + i + ": " + edges[i]);
      }
    }
    padded = new double[Math.max(1, Integer.highestOneBit(edges.length) * 2)];
    Arrays.fill(padded, Double.POSITIVE_INFINITY);
    for (int i = 0; i < edges.length; i++) {
      // Makes 0.0 of -0.0.
      padded[i] = edges[i] + 0.0;
    }
  }

  /** Number of edges; there is one bin more. */
  public int size() {
    return edges.length;
  }

  public int bins() {
    return edges.length + 1;
  }

  public double get(int i) {
    return edges[i];
  }

  public double[] toArray() {
    return edges.clone();
  }

  /** The bin of a finite value: how many edges lie strictly below it. */
  public int bin(double value) {
    int bin = 0;
    for (int step = padded.length >> 1; step > 0; step >>= 1) {
      // The sign of a difference is exact, down to subnormal numbers and up to infinity. Whether it
      // is negative becomes a mask and never a branch, which would be mispredicted every other
      // time.
      long difference = Double.doubleToRawLongBits(padded[bin + step - 1] - value);
      bin += step & (int) (difference >> 63);
    }
    return bin;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Edges that && Arrays.equals(edges, that.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return Arrays.toString(edges);
  }
}
