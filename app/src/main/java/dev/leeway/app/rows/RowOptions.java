package dev.leeway.app.rows;

import java.util.List;
import java.util.Set;

/**
 * How a file is read.
 *
 * @param excluded columns that are left out; each must be there
 * @param missing what stands for a missing value in CSV, besides an empty field
 */
public record RowOptions(Set<String> excluded, List<String> missing) {

  /** How pandas, R and databases usually write a missing value. */
  public static final List<String> USUAL_MISSING =
      List.of("NA", "N/A", "NaN", "nan", "null", "NULL", "None");

  public static final RowOptions DEFAULT = new RowOptions(Set.of(), USUAL_MISSING);

  public RowOptions {
    excluded = Set.copyOf(excluded);
    missing = List.copyOf(missing);
  }
}
