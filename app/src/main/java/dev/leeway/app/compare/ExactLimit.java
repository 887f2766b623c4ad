package dev.leeway.app.compare;

import java.util.Locale;

/** How much of a table may be kept row by row, counted over all its chunks. For one table. */
final class ExactLimit {

  static final long MAX_ROWS = 1_000_000;

  /** 160 MB as doubles. */
  static final long MAX_VALUES = 20_000_000;

  /** What to say where a table is larger. */
  static final String WORDS =
      String.format(
          Locale.ROOT,
          "row-exact comparison keeps every value in memory and takes at most %,d rows and %,d"
              + " values of a side; without it values carry an error bound instead",
          MAX_ROWS,
          MAX_VALUES);

  private final long maxRows;
  private final long maxValues;
  private final int columns;
  private long rows;

  ExactLimit(int columns) {
    this(columns, MAX_ROWS, MAX_VALUES);
  }

  ExactLimit(int columns, long maxRows, long maxValues) {
    this.columns = columns;
    this.maxRows = maxRows;
    this.maxValues = maxValues;
  }

  /** One row more; whether it is still within the limit. */
  boolean add() {
    rows++;
    return isKept();
  }

  boolean isKept() {
    return takes(rows);
  }

  /** Whether so many rows are within the limit. */
  boolean takes(long rows) {
    return rows <= maxRows && rows * columns <= maxValues;
  }
}
