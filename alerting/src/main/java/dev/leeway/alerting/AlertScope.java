package dev.leeway.alerting;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a rule looks at; an empty set is all of it.
 *
 * @param windows lengths of windows; where a model is watched at several, the shortest is usual
 * @param segments segments, the empty name for all rows together
 * @param columns columns whose drift may raise an alert
 */
public record AlertScope(Set<Duration> windows, Set<String> segments, Set<String> columns) {

  /** Every window, segment and column. */
  public static final AlertScope ALL = new AlertScope(Set.of(), Set.of(), Set.of());

  public AlertScope {
    windows = Set.copyOf(windows);
    segments = Set.copyOf(segments);
    columns = Set.copyOf(columns);
  }

  /** Every segment and column, in windows of the given length only. */
  public static AlertScope windowsOf(Duration length) {
    return new AlertScope(Set.of(length), Set.of(), Set.of());
  }

  boolean covers(Verdict verdict) {
    return Cause.of(verdict.kind()).isPresent()
        && (windows.isEmpty() || windows.contains(verdict.window().length()))
        && (segments.isEmpty() || segments.contains(verdict.segment()));
  }

  boolean watches(String column) {
    return columns.isEmpty() || columns.contains(column);
  }

  /** What the verdict says, if it is on columns of the watched ones alone. */
  State judge(Verdict verdict) {
    boolean whole = columns.isEmpty() || verdict.kind() != Verdict.Kind.DRIFT;
    if (whole || verdict.state() == State.UNKNOWN) return verdict.state();
    List<State> watched =
        verdict.columns().stream()
            .filter(column -> watches(column.column()))
            .map(ColumnVerdict::state)
            .toList();
    if (watched.contains(State.DRIFTED)) return State.DRIFTED;
    return watched.contains(State.OK) ? State.OK : State.UNKNOWN;
  }
}
