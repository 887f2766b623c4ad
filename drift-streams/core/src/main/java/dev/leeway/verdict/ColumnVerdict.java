package dev.leeway.verdict;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was concluded of one column in one window.
 *
 * @param why in words a person reads
 * @param rows rows of the window, missing ones included
 * @param missing rows in which the column was absent or null
 * @param since where in event time a drift began, as far as the evidence summed up over windows can
 *     tell; empty where there is none
 */
public record ColumnVerdict(
    String column,
    ColumnKind kind,
    State state,
    String why,
    long rows,
    long missing,
    List<MeasureResult> measures,
    Optional<Instant> since) {

  public ColumnVerdict {
    requireNonNull(column, "column");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(why, "why");
    requireNonNull(since, "since");
    measures = List.copyOf(measures);
  }

  /** Without a beginning of a drift. */
  public ColumnVerdict(
      String column,
      ColumnKind kind,
      State state,
      String why,
      long rows,
      long missing,
      List<MeasureResult> measures) {
    this(column, kind, state, why, rows, missing, measures, Optional.empty());
  }

  /** The same measures where nothing may be concluded from them. */
  public ColumnVerdict unknown() {
    return new ColumnVerdict(
        column, kind, State.UNKNOWN, why, rows, missing, measures, Optional.empty());
  }

  /** The result of the given measure, if it was taken. */
  public Optional<MeasureResult> measure(Measure measure) {
    return measures.stream().filter(result -> result.measure() == measure).findFirst();
  }
}
