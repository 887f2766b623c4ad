package dev.leeway.reference;

/**
 * Takes a table cell by cell, row by row. Columns go by their place in the list the sink was made
 * with; a column that is not told of in a row is missing there.
 */
public interface CellSink {

  void startRow();

  void number(int column, double value);

  void text(int column, String value);

  void flag(int column, boolean value);

  /** A vector, by its Euclidean norm alone. */
  void vector(int column, double norm);

  /** A vector. */
  default void vector(int column, double[] components) {
    vector(column, VectorSample.norm(components));
  }
}
