package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** How one column is counted: its name, its kind and its bins. Part of a frozen reference. */
public sealed interface ColumnLayout {

  /** The name in the layout: a column's, or a {@linkplain Facet facet's} of one. */
  String name();

  /** The column it is of. */
  default String column() {
    return name();
  }

  ColumnKind kind();

  /** Whether it counts points in time, which differ between any two windows. */
  default boolean isClock() {
    return kind() == ColumnKind.TIMESTAMP && column().equals(name());
  }

  /** Number of bins, those for special values not among them. */
  int bins();

  /**
   * Counted on a grid of edges: numbers, and what of other values is a number.
   *
   * @param cuts which of the edges make which named cut
   * @param facet what number of a value is counted
   * @param frozen what else is needed for that: the vocabulary of {@link Facet#UNSEEN}, the grid of
   *     an embedding's {@link Facet#VALUE}
   */
  record Numeric(String name, ColumnKind kind, Edges edges, Cuts cuts, Facet facet, Frozen frozen)
      implements ColumnLayout {

    public Numeric {
      requireNonNull(name, "name");
      requireNonNull(edges, "edges");
      requireNonNull(facet, "facet");
      requireNonNull(frozen, "frozen");
      if (cuts.highest() >= edges.size()) {
        throw new IllegalArgumentException(name + " has no edge " + cuts.highest());
      }
      if (kind == ColumnKind.CATEGORICAL || kind == ColumnKind.BOOLEAN || !facet.isOf(kind)) {
        throw new IllegalArgumentException(name + " of kind " + kind + " has no edges");
      }
      if (facet != Facet.VALUE && !name.equals(facet.of(Facet.column(name)))) {
        throw new IllegalArgumentException(name + " is no name for " + facet);
      }
    }

    /** Of a column's value itself. */
    public Numeric(String name, ColumnKind kind, Edges edges, Cuts cuts) {
      this(name, kind, edges, cuts, Facet.VALUE, Frozen.Nothing.NOTHING);
    }

    /** On a grid without named cuts. */
    public Numeric(String name, ColumnKind kind, Edges edges) {
      this(name, kind, edges, Cuts.NONE);
    }

    @Override
    public String column() {
      return facet == Facet.VALUE ? name : Facet.column(name);
    }

    @Override
    public int bins() {
      return edges.bins();
    }

    /**
     * How the grid's bins make the bins of a cut: group i is the grid's bins from the end of group
     * i - 1 (or 0) up to, not including, end i. The first group lies below the cut's first edge,
     * the last above its last one. Empty where the layout does not know the cut.
     */
    public Optional<int[]> groupEnds(Cut cut) {
      if (!cuts.has(cut)) return Optional.empty();
      int[] places = cuts.places(cut);
      int[] ends = Arrays.copyOf(places, places.length + 1);
      for (int i = 0; i < places.length; i++) {
        ends[i] = places[i] + 1;
      }
      ends[places.length] = bins();
      return Optional.of(ends);
    }
  }

  /** Counted per category, in the reference's order: the most frequent first. */
  record Categorical(String name, ColumnKind kind, List<String> categories)
      implements ColumnLayout {

    public Categorical {
      requireNonNull(name, "name");
      categories = List.copyOf(categories);
      if (kind != ColumnKind.CATEGORICAL && kind != ColumnKind.BOOLEAN) {
        throw new IllegalArgumentException(name + " of kind " + kind + " has no categories");
      }
      if (new HashSet<>(categories).size() != categories.size()) {
        throw new IllegalArgumentException(name + " has a category twice");
      }
    }

    @Override
    public int bins() {
      return categories.size();
    }
  }
}
