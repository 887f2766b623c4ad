package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.joint.JointTransform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the rows of a model are counted: its columns in order. Empty where no reference is known.
 *
 * @param joint how columns are looked at together, if they are
 */
public record Layout(List<ColumnLayout> columns, Optional<JointTransform> joint) {

  /** Counts rows only. */
  public static final Layout EMPTY = new Layout(List.of());

  /**
   * @throws IllegalArgumentException if two columns share a name, or the transform is of others
   */
  public Layout {
    columns = List.copyOf(columns);
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
    requireNonNull(joint, "joint");
    if (joint.isPresent()) requireOfThese(joint.get(), columns);
  }

  /** Columns that are looked at one by one. */
  public Layout(List<ColumnLayout> columns) {
    this(columns, Optional.empty());
  }

  /** The same columns, looked at together too. */
  public Layout with(JointTransform transform) {
    return new Layout(columns, Optional.of(transform));
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
