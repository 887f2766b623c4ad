package dev.leeway.wire;

import static java.util.Objects.requireNonNull;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a model as the typed form knows it.
 *
 * @param name as in the map form
 * @param kind what it holds; values of another type are written as the map form writes them
 * @param output whether it is among the model's output, and not among its features
 */
public record TypedColumn(String name, ColumnKind kind, boolean output) {

  public TypedColumn {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
  }

  /** The same column as a feature or as an output. */
  public TypedColumn asOutput(boolean other) {
    return new TypedColumn(name, kind, other);
  }

  /** The columns of a reference, in its order, each as a feature. */
  public static List<TypedColumn> of(Layout layout) {
    return layout.columns().stream()
        .filter(column -> column.name().equals(column.column()))
        .map(TypedColumn::of)
        .toList();
  }

  /** The columns whose kind a monitor gives, by name, each as a feature. */
  public static List<TypedColumn> of(Monitor monitor) {
    List<TypedColumn> columns = new ArrayList<>();
    monitor
        .columns()
        .forEach(
            (name, policy) ->
                policy.kind().ifPresent(kind -> columns.add(new TypedColumn(name, kind, false))));
    return List.copyOf(columns);
  }

  private static TypedColumn of(ColumnLayout column) {
    return new TypedColumn(column.name(), column.kind(), false);
  }
}
