package dev.leeway.app.rows;

import java.util.List;
import java.util.Set;

/**
 * How a file is read.
 *
 * @param excluded columns that are left out
 * @param missing what stands for a missing value in CSV, besides an empty field
 * @param strict whether each of the excluded columns must be there
 */
public record RowOptions(Set<String> excluded, List<String> missing, boolean strict) {

  /** How pandas, R and databases usually write a missing value. */
  public static final List<String> USUAL_MISSING =
      List.of("NA", "N/A", "NaN", "nan", "null", "NULL", "None");

  public static final RowOptions DEFAULT = new RowOptions(Set.of(), USUAL_MISSING);

  /** Where each of the excluded columns must be there. */
  public RowOptions(Set<String> excluded, List<String> missing) {
    this(excluded, missing, true);
  }

  public RowOptions {
    excluded = Set.copyOf(excluded);
    missing = List.copyOf(missing);
  }
}
