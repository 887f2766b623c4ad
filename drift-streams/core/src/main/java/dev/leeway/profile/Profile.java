package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.joint.JointProfile;
import dev.leeway.joint.JointTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mergeable summary of some rows of one model, counted on one {@link Layout}.
 *
 * <p>Laws: {@link #merge} is commutative and associative, {@code merge} with a profile of no rows
 * changes nothing, and the counts of merged parts equal the counts of the whole, whatever the
 * split. {@link #subtract} undoes a merge in all counts. {@link ProfileCodec#decisionBytes} of
 * equal rows are equal bytes.
 *
 * @param rows rows counted
 * @param unexpected cells of columns that the layout does not name
 * @param columns in the layout's order
 * @param ids of the rows
 * @param joint of rows whose columns were looked at together, where the layout says so
 */
public record Profile(
    long rows,
    long unexpected,
    List<ColumnProfile> columns,
    RowIds ids,
    Optional<JointProfile> joint) {

  /**
   * @throws IllegalArgumentException if a count is negative, or there are more values of a column,
   *     more ids, or more rows looked at together, than rows
   */
  public Profile {
    columns = List.copyOf(columns);
    requireNonNull(ids, "ids");
    if (ids.rows() > rows) {
      throw new IllegalArgumentException(ids.rows() + " ids in " + rows + " rows");
    }
    if (joint.isPresent() && joint.get().rows() > rows) {
      throw new IllegalArgumentException(joint.get().rows() + " rows together of " + rows);
    }
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

  /** Of rows without ids. */
  public Profile(long rows, long unexpected, List<ColumnProfile> columns) {
    this(rows, unexpected, columns, RowIds.NONE);
  }

  /** Of rows whose columns were not looked at together. */
  public Profile(long rows, long unexpected, List<ColumnProfile> columns, RowIds ids) {
    this(rows, unexpected, columns, ids, Optional.empty());
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
    requireAlike(other);
    List<ColumnProfile> merged = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      merged.add(columns.get(i).merge(other.columns.get(i)));
    }
    return new Profile(
        Math.addExact(rows, other.rows),
        Math.addExact(unexpected, other.unexpected),
        merged,
        ids.merge(other.ids),
        joint.map(mine -> mine.merge(other.joint.orElseThrow())));
  }

  /**
   * The rows without some that are among them: every count and sum as if they had never been
   * counted. What describes cannot give rows back: {@link ColumnProfile#subtract} and {@link
   * RowIds} say what is left of it.
   *
   * @throws IllegalArgumentException if the part was counted on another layout, or holds rows that
   *     are not in this
   */
  public Profile subtract(Profile part) {
    requireAlike(part);
    List<ColumnProfile> rest = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      rest.add(columns.get(i).subtract(part.columns.get(i)));
    }
    return new Profile(
        Counts.rest(rows, part.rows),
        Counts.rest(unexpected, part.unexpected),
        rest,
        ids.subtract(part.ids),
        joint.map(mine -> mine.subtract(part.joint.orElseThrow())));
  }

  /**
   * Whether it was counted on a layout of this shape: as many columns, of the same kind and bins
   * each. Profiles that fit one layout can be merged.
   */
  public boolean fits(Layout layout) {
    if (columns.size() != layout.columns().size()) return false;
    for (int i = 0; i < columns.size(); i++) {
      if (!fits(columns.get(i), layout.columns().get(i))) return false;
    }
    return joint.map(JointProfile::size).equals(layout.joint().map(JointTransform::sums));
  }

  private static boolean fits(ColumnProfile column, ColumnLayout layout) {
    if (column.bins() != layout.bins()) return false;
    if (!(column instanceof NumericProfile numeric)) {
      return layout instanceof ColumnLayout.Categorical;
    }
    if (!(layout instanceof ColumnLayout.Numeric grid)) return false;
    int dimension = numeric.vectors().dimension();
    return dimension == 0
        || (grid.frozen() instanceof VectorGrid vectors && vectors.dimension() == dimension);
  }

  /** Whether both were counted on layouts of one shape, so that {@link #merge} takes the other. */
  public boolean isLike(Profile other) {
    if (columns.size() != other.columns.size()) return false;
    for (int i = 0; i < columns.size(); i++) {
      if (!isLike(columns.get(i), other.columns.get(i))) return false;
    }
    return joint.map(JointProfile::size).equals(other.joint.map(JointProfile::size));
  }

  private static boolean isLike(ColumnProfile a, ColumnProfile b) {
    if (a.bins() != b.bins()) return false;
    if (a instanceof NumericProfile x && b instanceof NumericProfile y) {
      int one = x.vectors().dimension();
      int other = y.vectors().dimension();
      return one == 0 || other == 0 || one == other;
    }
    return a instanceof CategoricalProfile && b instanceof CategoricalProfile;
  }

  private void requireAlike(Profile other) {
    if (columns.size() != other.columns.size() || joint.isPresent() != other.joint.isPresent()) {
      throw new IllegalArgumentException("profiles of different layouts do not go together");
    }
  }
}
