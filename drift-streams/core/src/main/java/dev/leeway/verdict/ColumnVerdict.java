package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnKind;
import java.util.List;
import java.util.Optional;

/**
 * What was concluded of one column in one window.
 *
 * @param why in words a person reads
 * @param rows rows of the window, missing ones included
 * @param missing rows in which the column was absent or null
 */
public record ColumnVerdict(
    String column,
    ColumnKind kind,
    State state,
    String why,
    long rows,
    long missing,
    List<MeasureResult> measures) {

  public ColumnVerdict {
    requireNonNull(column, "column");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(why, "why");
    measures = List.copyOf(measures);
  }

  /** The same measures where nothing may be concluded from them. */
  public ColumnVerdict unknown() {
    return new ColumnVerdict(column, kind, State.UNKNOWN, why, rows, missing, measures);
  }

  /** The result of the given measure, if it was taken. */
  public Optional<MeasureResult> measure(Measure measure) {
    return measures.stream().filter(result -> result.measure() == measure).findFirst();
  }
}
