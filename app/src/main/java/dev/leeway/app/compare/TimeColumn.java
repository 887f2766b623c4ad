package dev.leeway.app.compare;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import java.util.List;
import java.util.Optional;

/** Which column says when a row happened. */
final class TimeColumn {

  private TimeColumn() {}

  /**
   * The manner with its time column, where one is needed: the given one, or the only column of
   * times that the reference has.
   *
   * @throws ComparisonException if it is neither given nor plain
   */
  static Manner settled(Manner manner, Layout layout) {
    if (!(manner.chunking() instanceof Chunking.Span) || manner.timeColumn().isPresent()) {
      return manner;
    }
    List<String> times =
        layout.columns().stream()
            .filter(column -> column.kind() == ColumnKind.TIMESTAMP)
            .map(ColumnLayout::column)
            .distinct()
            .toList();
    if (times.size() == 1) return manner.timedBy(times.get(0));
    throw new ComparisonException(
        "which column says when a row happened? --time-column COLUMN"
            + (times.isEmpty() ? "" : ", for example " + times.get(0)));
  }

  /**
   * The monitor without the columns that name a row or its time: they always differ from the
   * reference's, which says nothing.
   */
  static Monitor without(Manner manner, Monitor monitor) {
    Monitor others = monitor;
    for (Optional<String> column : List.of(manner.timeColumn(), manner.idColumn())) {
      if (column.isPresent()) {
        others = others.with(column.get(), others.column(column.get()).ignoring());
      }
    }
    return others;
  }
}
