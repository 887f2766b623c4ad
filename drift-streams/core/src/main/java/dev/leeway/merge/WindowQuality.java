package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.quality.Constraint;
import dev.leeway.quality.ObservedRows;
import dev.leeway.quality.QualityJudge;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.WindowConstraint;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quality of a window that was judged for drift.
 *
 * @param drift the verdict on drift, of the same rows
 * @param layout of the reference the rows were counted on
 */
record WindowQuality(Verdict drift, Layout layout) {

  /** The verdict on quality; empty if no constraint concerns these rows and no cap was met. */
  Optional<Verdict> judge(Monitor monitor, Profile rows, WindowContent.Around around) {
    QualityPolicy own = concerning(monitor.quality());
    List<ConstraintResult> met = new CapsMet(monitor.caps(), layout, drift.segment()).in(rows);
    if (own.isEmpty() && met.isEmpty()) return Optional.empty();
    ObservedRows observed =
        new ObservedRows(rows, around.before(), around.newest(), Optional.of(drift.window().end()));
    List<ConstraintResult> results = new QualityJudge(own, layout).judge(observed);
    boolean incomplete = drift.reason() == UnknownReason.INCOMPLETE;
    if (incomplete) results = results.stream().map(ConstraintResult::unknown).toList();
    // A cap that was met by some of the rows was met.
    results = Stream.concat(results.stream(), met.stream()).toList();
    State state = QualityJudge.state(results);
    return Optional.of(
        new Verdict(
            drift.model(),
            drift.segment(),
            drift.window(),
            Verdict.Kind.QUALITY,
            drift.revision(),
            state,
            state == State.UNKNOWN ? reason(own) : UnknownReason.NONE,
            drift.rows(),
            drift.referenceId(),
            columns(results, rows),
            results));
  }

  /**
   * Volume, freshness and ids are those of a model, not of a part of its traffic. And in a segment
   * the column it is of has one value by definition.
   */
  private QualityPolicy concerning(QualityPolicy policy) {
    if (drift.segment().isEmpty()) return policy;
    List<Constraint> own =
        policy.constraints().stream()
            .filter(constraint -> !(constraint instanceof WindowConstraint))
            .filter(constraint -> !drift.segment().startsWith(constraint.column() + "="))
            .toList();
    return new QualityPolicy(own, policy.minRows());
  }

  private UnknownReason reason(QualityPolicy policy) {
    if (drift.reason() == UnknownReason.INCOMPLETE
        || drift.reason() == UnknownReason.NO_REFERENCE) {
      return drift.reason();
    }
    return drift.rows() < policy.minRows() ? UnknownReason.TOO_FEW_ROWS : UnknownReason.UNDECIDED;
  }

  /** One for each column that has a constraint, in the layout's order. */
  private List<ColumnVerdict> columns(List<ConstraintResult> results, Profile rows) {
    List<ColumnVerdict> columns = new ArrayList<>();
    if (rows.rows() == 0) return columns;
    for (int place = 0; place < layout.columns().size(); place++) {
      ColumnLayout column = layout.columns().get(place);
      List<ConstraintResult> own =
          results.stream().filter(result -> result.column().equals(column.name())).toList();
      if (own.isEmpty()) continue;
      State state = QualityJudge.state(own);
      columns.add(
          new ColumnVerdict(
              column.name(),
              column.kind(),
              state,
              why(own, state),
              rows.rows(),
              rows.missing(place),
              List.of()));
    }
    return columns;
  }

  /** The words of the constraints that made the state what it is; nothing where all hold. */
  private static String why(List<ConstraintResult> results, State state) {
    if (state == State.OK) return "";
    return String.join(
        "; ",
        results.stream()
            .filter(result -> result.state() == state)
            .map(ConstraintResult::why)
            .toList());
  }
}
