package dev.leeway.rule;

import dev.leeway.profile.Facet;
import dev.leeway.verdict.ColumnVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a rule looks at; an empty set is all of it.
 *
 * @param windows lengths of windows; where a model is watched at several, the shortest is usual
 * @param segments segments, the empty name for all rows together
 * @param columns columns whose drift or quality may raise an alert
 */
public record AlertScope(Set<Duration> windows, Set<String> segments, Set<String> columns) {

  /** Every window, segment and column. */
  public static final AlertScope ALL = new AlertScope(Set.of(), Set.of(), Set.of());

  public AlertScope {
    windows = Set.copyOf(windows);
    segments = Set.copyOf(segments);
    columns = Set.copyOf(columns);
  }

  /** The same in windows of the given length only, unless it has windows of its own. */
  public AlertScope windowsOf(Duration length) {
    return windows.isEmpty() ? new AlertScope(Set.of(length), segments, columns) : this;
  }

  /** The same for the given columns only, unless it has columns of its own. */
  public AlertScope columnsOf(Set<String> names) {
    return columns.isEmpty() ? new AlertScope(windows, segments, names) : this;
  }

  /** Whether alerts on such a segment, in windows of that length, are the rule's business. */
  public boolean covers(String segment, Duration window) {
    return (windows.isEmpty() || windows.contains(window))
        && (segments.isEmpty() || segments.contains(segment));
  }

  /** Whether the rule looks at the column; of one that is named, its facets too. */
  public boolean watches(String column) {
    return columns.isEmpty() || columns.contains(column) || columns.contains(Facet.column(column));
  }

  /** Those of the columns that the rule looks at. */
  List<ColumnVerdict> watched(List<ColumnVerdict> all) {
    return columns.isEmpty()
        ? all
        : all.stream().filter(column -> watches(column.column())).toList();
  }
}
