package dev.leeway.bench.decisions;

import java.util.List;

/**
 * What a rule knows before the first window.
 *
 * @param categories how many categories the columns have; 0 for numbers
 * @param columns the reference's values, column by column; not copied
 * @param windowRows rows of the windows to come
 */
record Past(int categories, List<double[]> columns, int windowRows) {

  Past {
    columns = List.copyOf(columns);
  }

  boolean isNumeric() {
    return categories == 0;
  }

  /** Rows of the reference. */
  int rows() {
    return columns.get(0).length;
  }
}
