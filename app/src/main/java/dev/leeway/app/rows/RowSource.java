package dev.leeway.app.rows;

import java.util.List;

/** A table in a file that can be read from start to end any number of times. */
public interface RowSource {

  /** Most columns a table may have. */
  int MAX_COLUMNS = 10_000;

  /** The columns in order, those left out not among them. */
  List<String> columns();

  /** All columns of the file in order, those left out among them. */
  List<String> allColumns();

  /**
   * Reads all rows.
   *
   * @throws RowException if the file is not what its name says, or changed since it was last read;
   *     rows before the fault have been told of by then
   */
  ReadRows forEach(RowVisitor visitor);
}
