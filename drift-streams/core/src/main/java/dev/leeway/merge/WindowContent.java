package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows of one window, by the reference they were counted on, and the verdict on them.
 *
 * @param damaged whether a pane's state was lost
 * @param revision of the last verdict; 0 for none
 */
record WindowContent(
    ModelRef model,
    String segment,
    Window window,
    Map<String, Profile> byReference,
    boolean damaged,
    int revision) {

  private static final Profile NOTHING = new Profile(0, 0, List.of());

  /** Whether the window has rows that were counted on the reference. */
  boolean isCountedOn(String referenceId) {
    return byReference.getOrDefault(referenceId, NOTHING).rows() > 0;
  }

  /**
   * The verdict.
   *
   * @param judge of the reference that holds at the window's start
   * @param evidence against it up to the window's end; empty where the window has no rows on it, or
   *     it cannot be summed up
   * @param around what is known beside the window's rows
   */
  Conclusion conclude(
      Monitor monitor,
      Optional<Judges.Entry> judge,
      Optional<Accumulation> evidence,
      Around around) {
    String id = judge.map(Judges.Entry::id).orElse("");
    Profile rows = byReference.getOrDefault(id, NOTHING);
    List<ColumnVerdict> columns =
        judge.isPresent() && evidence.isPresent()
            ? judge(judge.get().judge(), rows, evidence.get())
            : List.of();
    boolean summed = evidence.isPresent() || judge.isEmpty() || !isCountedOn(id);
    UnknownReason reason =
        summed ? reason(judge.isPresent(), rows, monitor) : UnknownReason.INCOMPLETE;
    if (reason != UnknownReason.NONE) {
      columns = columns.stream().map(ColumnVerdict::unknown).toList();
    } else if (isUndecided(columns)) {
      reason = UnknownReason.UNDECIDED;
    }
    Verdict verdict =
        new Verdict(
            model,
            segment,
            window,
            Verdict.Kind.DRIFT,
            revision + 1,
            state(reason, columns),
            reason,
            totalRows(),
            id,
            columns);
    Optional<Verdict> quality =
        new WindowQuality(verdict, judge.map(Judges.Entry::layout).orElse(Layout.EMPTY))
            .judge(monitor, rows, around);
    return new Conclusion(verdict, quality, rows);
  }

  /**
   * What is known beside a window's rows.
   *
   * @param before rows told of the window before, of the same length
   * @param newest the newest event time of the model, in whatever version and segment
   */
  record Around(OptionalLong before, Optional<Instant> newest) {}

  /** In a segment the column it is of has one value by definition: that says nothing. */
  private List<ColumnVerdict> judge(DriftJudge judge, Profile rows, Accumulation evidence) {
    return judge.judge(rows, evidence).stream()
        .filter(column -> !segment.startsWith(column.column() + "="))
        .toList();
  }

  private UnknownReason reason(boolean compared, Profile rows, Monitor monitor) {
    if (damaged) return UnknownReason.INCOMPLETE;
    if (!compared) return UnknownReason.NO_REFERENCE;
    if (rows.rows() < totalRows()) return UnknownReason.INCOMPLETE;
    if (rows.rows() < monitor.decision().minRows()) return UnknownReason.TOO_FEW_ROWS;
    return UnknownReason.NONE;
  }

  /** Whether nothing can be said of any column: their rules lack what they need. */
  private static boolean isUndecided(List<ColumnVerdict> columns) {
    return !columns.isEmpty()
        && columns.stream().allMatch(column -> column.state() == State.UNKNOWN);
  }

  private static State state(UnknownReason reason, List<ColumnVerdict> columns) {
    if (reason != UnknownReason.NONE) return State.UNKNOWN;
    boolean drifted = columns.stream().anyMatch(column -> column.state() == State.DRIFTED);
    return drifted ? State.DRIFTED : State.OK;
  }

  private long totalRows() {
    return byReference.values().stream().mapToLong(Profile::rows).sum();
  }
}
