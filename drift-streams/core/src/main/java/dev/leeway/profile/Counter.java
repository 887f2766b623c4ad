package dev.leeway.profile;

/** Counts the values of one column of a layout. For one thread. */
sealed interface Counter
    permits NumericCounter, CategoricalCounter, TextCounter, TimeCounter, VectorCounter {

  /** A value of a type that the column cannot hold. */
  void addWrongType();

  /** The rows so far. */
  ColumnProfile build();

  /** Back to no rows; what {@link #build} returned keeps its own. */
  void clear();
}
