package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.joint.JointTransform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a model are counted: its columns in order. Empty where no reference is known.
 * Immutable. What counting looks things up in is made once and shared by all who count on it, as it
 * is larger than what they count.
 */
public final class Layout {

  /** Counts rows only. */
  public static final Layout EMPTY = new Layout(List.of());

  private final List<ColumnLayout> columns;
  private final Optional<JointTransform> joint;

  /** Made when it is first asked for: most layouts are only read. */
  private @Nullable RowShape shape;

  /**
   * @param joint how columns are looked at together, if they are
   * @throws IllegalArgumentException if two columns share a name, or the transform is of others
   */
  public Layout(List<ColumnLayout> columns, Optional<JointTransform> joint) {
    this.columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (ColumnLayout column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns named " + column.name());
      }
    }
    for (ColumnLayout column : columns) {
      if (!names.contains(column.column())) {
        throw new IllegalArgumentException(column.name() + " without its column");
      }
    }
    this.joint = requireNonNull(joint, "joint");
    if (joint.isPresent()) requireOfThese(joint.get(), columns);
  }

  /** Columns that are looked at one by one. */
  public Layout(List<ColumnLayout> columns) {
    this(columns, Optional.empty());
  }

  public List<ColumnLayout> columns() {
    return columns;
  }

  /** How columns are looked at together, if they are. */
  public Optional<JointTransform> joint() {
    return joint;
  }

  /** What its rows look like. */
  synchronized RowShape shape() {
    RowShape known = shape;
    if (known != null) return known;
    RowShape made = new RowShape(this);
    shape = made;
    return made;
  }

  /** The same columns, looked at together too. */
  public Layout with(JointTransform transform) {
    return new Layout(columns, Optional.of(transform));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that && columns.equals(that.columns) && joint.equals(that.joint);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + joint.hashCode();
  }

  @Override
  public String toString() {
    return "Layout" + columns;
  }

  private static void requireOfThese(JointTransform transform, List<ColumnLayout> columns) {
    for (int place : transform.columns()) {
      ColumnLayout column = place < columns.size() ? columns.get(place) : null;
      int categories = column instanceof ColumnLayout.Categorical ? column.bins() : 0;
      if (column == null || transform.categories(place) != categories) {
        throw new IllegalArgumentException("the transform is not of column " + place);
      }
    }
  }
}
