package dev.leeway.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * The mergeable summary of some rows of one model, counted on one {@link Layout}.
 *
 * <p>Laws: {@link #merge} is commutative and associative, {@code merge} with a profile of no rows
 * changes nothing, and the counts of merged parts equal the counts of the whole, whatever the
 * split. {@link ProfileCodec#decisionBytes} of equal rows are equal bytes.
 *
 * @param rows rows counted
 * @param unexpected cells of columns that the layout does not name
 * @param columns in the layout's order
 */
public record Profile(long rows, long unexpected, List<ColumnProfile> columns) {

  /**
   * @throws IllegalArgumentException if a count is negative, or a column has more values than there
   *     are rows
   */
  public Profile {
    columns = List.copyOf(columns);
    if (rows < 0 || unexpected < 0) {
      throw new IllegalArgumentException("rows " + rows + ", unexpected " + unexpected);
    }
    for (ColumnProfile column : columns) {
      long present = column.present();
      if (present < 0 || present > rows) {
        throw new IllegalArgumentException(present + " values in " + rows + " rows");
      }
    }
  }

  /** Rows in which the column of the given place was absent or null. */
  public long missing(int column) {
    return rows - columns.get(column).present();
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if the other was counted on another layout
   */
  public Profile merge(Profile other) {
    if (columns.size() != other.columns.size()) {
      throw new IllegalArgumentException("profiles of different layouts do not merge");
    }
    List<ColumnProfile> merged = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      merged.add(columns.get(i).merge(other.columns.get(i)));
    }
    return new Profile(
        Math.addExact(rows, other.rows), Math.addExact(unexpected, other.unexpected), merged);
  }
}
