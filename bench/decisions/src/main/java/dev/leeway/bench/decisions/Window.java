package dev.leeway.bench.decisions;

/**
 * The rows of one window. A watch asks for each column once, either way: rows that are only ever
 * counted need not be made one by one.
 */
interface Window {

  /** Number of rows. */
  int rows();

  /** The values of a column. */
  double[] values(int column);

  /** How many rows of a column are in each cell. */
  long[] counts(int column, Grid grid);
}
