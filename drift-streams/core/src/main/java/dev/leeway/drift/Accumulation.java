package dev.leeway.drift;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence of one model version and segment up to the end of a span of event time: all rows
 * counted since its reference took effect, and moments from which evidence is summed up. Immutable;
 * {@link DriftJudge#advance} gives the next one. It is a function of the spans' rows alone, not of
 * the order in which they came.
 */
public final class Accumulation {

  private final Milestone head;
  private final List<Milestone> starts;
  private final List<ColumnStanding> columns;

  /** Of each column from which start there is a drift, as far as known; empty if nothing is. */
  private final List<double[]> drifts;

  /**
   * @param head where it stands; not a start yet
   * @param starts moments from which evidence is summed up, oldest first
   * @param columns what it says of each compared column
   */
  Accumulation(Milestone head, List<Milestone> starts, List<ColumnStanding> columns) {
    this(head, starts, columns, List.of());
  }

  /**
   * @param drifts of each column, the answers of {@link Drifts} at this moment
   */
  Accumulation(
      Milestone head, List<Milestone> starts, List<ColumnStanding> columns, List<double[]> drifts) {
    this.head = requireNonNull(head, "head");
    this.starts = List.copyOf(starts);
    this.columns = List.copyOf(columns);
    this.drifts = List.copyOf(drifts);
  }

  /** Where in event time it stands. */
  public Instant at() {
    return head.at();
  }

  /** How many spans with rows it holds. */
  public long spans() {
    return head.index();
  }

  Milestone head() {
    return head;
  }

  List<Milestone> starts() {
    return starts;
  }

  ColumnStanding column(int column) {
    return columns.get(column);
  }

  List<ColumnStanding> columns() {
    return columns;
  }

  /** The same, of whose columns other numbers are known. */
  Accumulation with(List<ColumnStanding> standings) {
    return new Accumulation(head, starts, standings, drifts);
  }

  /** Whether it has answers of the same starts. */
  boolean isAskedOf(List<Milestone> others) {
    if (drifts.isEmpty() || starts.size() != others.size()) return false;
    for (int place = 0; place < starts.size(); place++) {
      if (starts.get(place).index() != others.get(place).index()) return false;
    }
    return true;
  }

  double[] drifts(int column) {
    return drifts.get(column);
  }

  /**
   * The starts of the span that follows: where this one ends is one of them, and so is where each
   * drift began. Without that its evidence would fall though its rows go on.
   */
  List<Milestone> startsOfNext() {
    List<Milestone> next = new ArrayList<>(starts.size() + 1);
    for (Milestone start : starts) {
      if (start.isKept(head.index() + 1) || isDriftFrom(start)) next.add(start);
    }
    next.add(head);
    return next;
  }

  private boolean isDriftFrom(Milestone start) {
    for (ColumnStanding column : columns) {
      if (column.drifted() && column.since().equals(start.at())) return true;
    }
    return false;
  }
}
