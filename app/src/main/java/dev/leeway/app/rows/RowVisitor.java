package dev.leeway.app.rows;

/**
 * Takes a table cell by cell. For each row {@link #startRow}, then each column's cell at most once
 * and in any order, then {@link #endRow}; a column that is not told of is missing in the row.
 * Columns go by their place in {@link RowSource#columns}.
 */
public interface RowVisitor {

  void startRow();

  void flag(int column, boolean value);

  void integer(int column, long value);

  /** A number; may be infinite or NaN where the file says so. */
  void decimal(int column, double value);

  void text(int column, String value);

  /** A list of numbers, such as an embedding. */
  void vector(int column, double[] values);

  void endRow();
}
