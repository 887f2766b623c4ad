package dev.leeway.app.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What each column of the predictions' table is, by its place. */
final class ColumnRoles {

  /** Where a column goes in a prediction. */
  enum Role {
    /** Its id, its time or its label: nowhere of its own. */
    NONE,
    TAG,
    FEATURE,
    OUTPUT
  }

  private final List<String> names;
  private final List<Role> roles;
  private final int id;
  private final int time;
  private final int entity;
  private final int label;
  private final int labelTime;

  /**
   * The roles of a table's columns.
   *
   * @param labelled whether labels are in the same table
   * @throws ReplayException if a column that was named is not there
   */
  ColumnRoles(List<String> columns, ReplayColumns given, boolean labelled) {
    id = place(given.id(), columns);
    time = place(given.time(), columns);
    entity = place(given.entity(), columns);
    label = labelled ? place(given.label(), columns) : -1;
    labelTime = labelled ? place(given.labelTime(), columns) : -1;
    given.outputs().forEach(column -> place(Optional.of(column), columns));
    given.tags().forEach(column -> place(Optional.of(column), columns));
    Set<Integer> taken = new HashSet<>(List.of(id, time, entity, label, labelTime));
    roles =
        IntStream.range(0, columns.size())
            .mapToObj(i -> taken.contains(i) ? Role.NONE : role(columns.get(i), given))
            .toList();
    names = columns.stream().map(column -> given.renamed().getOrDefault(column, column)).toList();
  }

  /**
   * Place of a column.
   *
   * @return -1 where none is named
   * @throws ReplayException if the named one is not there
   */
  static int place(Optional<String> column, List<String> columns) {
    if (column.isEmpty()) return -1;
    int place = columns.indexOf(column.get());
    if (place < 0) {
      throw ReplayException.badInput(
          "there is no column \"" + column.get() + "\" among " + String.join(", ", columns));
    }
    return place;
  }

  int size() {
    return names.size();
  }

  /** What the column is called in predictions. */
  String name(int column) {
    return names.get(column);
  }

  Role role(int column) {
    return roles.get(column);
  }

  /** Place of the column; -1 if there is none. So the others. */
  int id() {
    return id;
  }

  int time() {
    return time;
  }

  int entity() {
    return entity;
  }

  int label() {
    return label;
  }

  int labelTime() {
    return labelTime;
  }

  private static Role role(String column, ReplayColumns given) {
    if (given.tags().contains(column)) return Role.TAG;
    return given.outputs().contains(column) ? Role.OUTPUT : Role.FEATURE;
  }
}
