package dev.leeway.profile;

/** What counting a facet needs besides a grid, frozen with the reference. */
public sealed interface Frozen permits Frozen.Nothing, Vocabulary, VectorGrid {

  /** Most facets need no more than their grid. */
  enum Nothing implements Frozen {
    NOTHING
  }
}
