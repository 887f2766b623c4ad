package dev.leeway.merge;

import dev.leeway.appraisal.PerformanceJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The outcomes of one window, by the layout they were counted on, and the verdicts on them.
 *
 * @param damaged whether a pane's state was lost
 * @param on what they are judged by: what holds at the window's start
 */
record PerformanceContent(
    ModelRef model,
    String segment,
    Window window,
    Map<String, PerformanceProfile> byLayout,
    boolean damaged,
    PerformanceJudges.Entry on) {

  /**
   * Which telling of the window it is.
   *
   * @param last whether nothing that comes now can change it
   */
  record Telling(int revision, boolean last) {}

  /** On what came true. */
  Verdict realised(Telling telling) {
    List<MeasuredPerformance> realised =
        on.judge().map(known -> known.judge().realised(rows(known))).orElse(List.of());
    UnknownReason reason = lacking();
    if (reason == UnknownReason.NONE && hasTooFewLabels()) reason = UnknownReason.TOO_FEW_LABELS;
    return verdict(Kind.PERFORMANCE, telling, reason, realised);
  }

  /** On what the predictions alone let expect; empty where that is not asked or not to be told. */
  Optional<Verdict> estimated(Telling telling) {
    if (!isEstimated()) return Optional.empty();
    UnknownReason reason = lacking();
    if (reason == UnknownReason.NONE && predicted() < on.monitor().decision().minRows()) {
      reason = UnknownReason.TOO_FEW_ROWS;
    }
    return Optional.of(verdict(Kind.ESTIMATED_PERFORMANCE, telling, reason, List.of()));
  }

  private Verdict verdict(
      Kind kind, Telling telling, UnknownReason lacking, List<MeasuredPerformance> realised) {
    List<MeasuredPerformance> estimated = estimates();
    UnknownReason reason = lacking;
    List<MeasuredPerformance> judged = kind == Kind.PERFORMANCE ? realised : estimated;
    if (reason == UnknownReason.NONE && isUndecided(judged)) {
      reason =
          on.judge().stream().anyMatch(known -> known.judge().isKnowing())
              ? UnknownReason.UNDECIDED
              : UnknownReason.NO_REFERENCE;
    }
    if (lacking != UnknownReason.NONE) {
      realised = unjudged(realised);
      // The estimate stands by itself, whether labels have come or not.
      if (lacking != UnknownReason.TOO_FEW_LABELS) estimated = unjudged(estimated);
    }
    return new Verdict(
        model,
        segment,
        window,
        kind,
        telling.revision,
        state(reason, judged),
        reason,
        predicted(),
        on.referenceId(),
        new WindowPerformance(predicted(), labelled(), telling.last, realised, estimated));
  }

  private boolean isEstimated() {
    return on.policy().estimate()
        && on.judge().stream().anyMatch(known -> known.judge().estimates());
  }

  private List<MeasuredPerformance> estimates() {
    if (!isEstimated()) return List.of();
    PerformanceProfile rows = rows(on.judge().orElseThrow());
    PerformanceJudge judge = on.judge().orElseThrow().judge();
    return rows.isWhole() && rows.predicted() > 0 ? judge.estimated(rows) : List.of();
  }

  private PerformanceProfile rows(PerformanceJudges.OnLayout known) {
    PerformanceProfile rows = byLayout.get(known.layoutId());
    return rows == null ? PerformanceProfile.empty(known.judge().layout()) : rows;
  }

  /** Why nothing can be said of the rows, however many they are. */
  private UnknownReason lacking() {
    if (damaged) return UnknownReason.INCOMPLETE;
    if (on.judge().isEmpty()) return UnknownReason.NO_REFERENCE;
    // A correction without what it corrects: partials were put aside, or lost.
    boolean whole = byLayout.values().stream().allMatch(PerformanceProfile::isWhole);
    boolean all = rows(on.judge().get()).predicted() == predicted();
    return whole && all ? UnknownReason.NONE : UnknownReason.INCOMPLETE;
  }

  private boolean hasTooFewLabels() {
    PerformancePolicy policy = on.policy();
    return labelled() < policy.minLabelled()
        || labelled() < policy.minCoverage() * (double) predicted();
  }

  private long predicted() {
    return sum(PerformanceProfile::predicted);
  }

  private long labelled() {
    return Math.min(sum(PerformanceProfile::realised), predicted());
  }

  private long sum(ToLongFunction<PerformanceProfile> count) {
    return Math.max(0, byLayout.values().stream().mapToLong(count).sum());
  }

  private static boolean isUndecided(List<MeasuredPerformance> measures) {
    return measures.stream()
        .noneMatch(measure -> measure.decides() && measure.state() != State.UNKNOWN);
  }

  private static List<MeasuredPerformance> unjudged(List<MeasuredPerformance> measures) {
    return measures.stream().map(MeasuredPerformance::unjudged).toList();
  }

  private static State state(UnknownReason reason, List<MeasuredPerformance> measures) {
    if (reason != UnknownReason.NONE) return State.UNKNOWN;
    boolean failed =
        measures.stream().anyMatch(measure -> measure.decides() && measure.state() == State.FAILED);
    return failed ? State.FAILED : State.OK;
  }
}
