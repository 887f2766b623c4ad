package dev.leeway.profile;

import java.util.Arrays;

/**
 * The frozen grid of a numeric column: edges e_0 &lt; e_1 &lt; ... that cut the numbers into size()
 * + 1 bins. Bin i holds the values v with e_(i-1) &lt; v &lt;= e_i; the first bin is below the
 * reference's range, the last above it.
 */
public final class Edges {

  private final double[] edges;

  private final EdgeTable table;

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
    // Makes 0.0 of -0.0.
    table = new EdgeTable(Arrays.stream(edges).map(edge -> edge + 0.0).toArray());
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
    return table.below(value);
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
