package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.rows.RowSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * A table in a file.
 *
 * @param names what its columns are called, in the order of its cells
 */
public record Table(Path file, RowSource rows, List<String> names) {

  /**
   * @throws IllegalArgumentException if there is not one name for each column
   * @throws ComparisonException if two columns have one name
   */
  public Table {
    requireNonNull(file, "file");
    requireNonNull(rows, "rows");
    names = List.copyOf(names);
    if (names.size() != rows.columns().size()) {
      throw new IllegalArgumentException(names.size() + " names");
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new ComparisonException(file + ": two columns would have one name: " + names);
    }
  }
}
