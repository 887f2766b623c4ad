package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;

/** How one column is counted: its name, its kind and its bins. Part of a frozen reference. */
public sealed interface ColumnLayout {

  String name();

  ColumnKind kind();

  /** Number of bins, those for special values not among them. */
  int bins();

  /** Counted on a grid of edges: numbers, and vectors by their norm. */
  record Numeric(String name, ColumnKind kind, Edges edges) implements ColumnLayout {

    public Numeric {
      requireNonNull(name, "name");
      requireNonNull(edges, "edges");
      if (kind != ColumnKind.NUMERIC && kind != ColumnKind.EMBEDDING) {
        throw new IllegalArgumentException(name + " of kind " + kind + " has no edges");
      }
    }

    @Override
    public int bins() {
      return edges.bins();
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
