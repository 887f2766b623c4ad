package dev.leeway.reference;

import dev.leeway.profile.Cut;
import dev.leeway.profile.Cuts;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Facet;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Grids of facets whose range is known beforehand. */
final class FacetGrids {

  private FacetGrids() {}

  static ReferenceGrid of(Facet facet) {
    return switch (facet) {
      case UNSEEN, LETTERS, DIGITS, PUNCTUATION, WHITESPACE, OTHER -> even(0, 50, 50, false);
      case SIMILARITY -> even(-100, 100, 100, false);
      case HOUR -> even(0, 23, 1, true);
      case WEEKDAY -> even(1, 7, 1, true);
      case VALUE, TOKENS ->
          throw new IllegalArgumentException("the grid of " + facet + " is the reference's");
    };
  }

  /** Edges from/parts, ..., to/parts, and one below the first. */
  private static ReferenceGrid even(int from, int to, int parts, boolean values) {
    double[] edges = new double[to - from + 2];
    for (int i = from; i <= to; i++) {
      edges[i - from + 1] = (double) i / parts;
    }
    edges[0] = Math.nextDown(edges[1]);
    int[] all = IntStream.range(0, edges.length).toArray();
    Map<Cut, int[]> cuts = new EnumMap<>(Cut.class);
    cuts.put(Cut.PERCENTILES, all);
    if (values) cuts.put(Cut.VALUES, all);
    return new ReferenceGrid(new Edges(edges), new Cuts(cuts));
  }
}
