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
   * What a window is judged on.
   *
   * @param judge of the reference that holds at the window's start
   * @param evidence against it up to the window's end; empty where the window has no rows on it, or
   *     it cannot be summed up
   * @param around what is known beside the window's rows
   */
  record Basis(
      Monitor monitor,
      Optional<Judges.Entry> judge,
      Optional<Accumulation> evidence,
      Around around) {}

  /** The states, with few numbers; the evidence needs just what decides. */
  Conclusion outline(Basis on) {
    return conclude(on, DriftJudge::outline);
  }

  /** The verdict. */
  Conclusion conclude(Basis on) {
    return conclude(on, (judge, rows, evidence) -> judge.judge(rows, judge.complete(evidence)));
  }

  /** How columns are judged. */
  private interface Judging {

    List<ColumnVerdict> judge(DriftJudge judge, Profile rows, Accumulation evidence);
  }

  private Conclusion conclude(Basis on, Judging judging) {
    Optional<Judges.Entry> judge = on.judge;
    Monitor monitor = on.monitor;
    String id = judge.map(Judges.Entry::id).orElse("");
    Profile rows = byReference.getOrDefault(id, NOTHING);
    List<ColumnVerdict> columns =
        judge.isPresent() && on.evidence.isPresent()
            ? told(judging.judge(judge.get().judge(), rows, on.evidence.get()))
            : List.of();
    boolean summed = on.evidence.isPresent() || judge.isEmpty() || !isCountedOn(id);
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
            .judge(monitor, rows, on.around);
    return new Conclusion(verdict, quality, rows);
  }

  /**
   * What is known beside a window's rows.
   *
   * @param before rows of the window before, of the same length, if that was told
   * @param newest the newest event time of the model, in whatever version and segment
   */
  record Around(OptionalLong before, Optional<Instant> newest) {}

  /** In a segment the column it is of has one value by definition: that says nothing. */
  private List<ColumnVerdict> told(List<ColumnVerdict> columns) {
    return columns.stream().filter(column -> !segment.startsWith(column.column() + "=")).toList();
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
