package dev.leeway.profile;

/** Counts the values of one column of a layout. For one thread. */
sealed interface Counter
    permits NumericCounter, CategoricalCounter, TextCounter, TimeCounter, VectorCounter {

  /** Counts what rows of a block have in the column's slot. */
  void count(RowSlots slots, int slot, PendingRows pending);

  /** The rows so far. */
  ColumnProfile build();

  /** Back to no rows; what {@link #build} returned keeps its own. */
  void clear();
}
