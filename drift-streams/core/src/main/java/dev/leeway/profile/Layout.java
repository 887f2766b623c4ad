package dev.leeway.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the rows of a model are counted: its columns in order. Empty where no reference is known. */
public record Layout(List<ColumnLayout> columns) {

  /** Counts rows only. */
  public static final Layout EMPTY = new Layout(List.of());

  /**
   * @throws IllegalArgumentException if two columns share a name
   */
  public Layout {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (ColumnLayout column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns named " + column.name());
      }
    }
  }
}
