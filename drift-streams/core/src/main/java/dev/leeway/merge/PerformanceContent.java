package dev.leeway.merge;

import dev.leeway.appraisal.PerformanceJudge;
import dev.leeway.appraisal.SegmentGaps;
import dev.leeway.drift.Accumulation;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToLongFunction;

/**
 * The outcomes of one window, by the layout they were counted on, and the verdicts on them.
 *
 * @param damaged whether a pane's state was lost
 * @param beside what else is known up to its end
 * @param on what they are judged by: what holds at the window's start
 */
record PerformanceContent(
    ModelRef model,
    String segment,
    Window window,
    Map<String, PerformanceProfile> byLayout,
    boolean damaged,
    Beside beside,
    PerformanceJudges.Entry on) {

  /**
   * What is looked at beside the outcomes of the window.
   *
   * @param slices decisions on segments, where they are to be held together, by segment
   * @param errors evidence that the model errs more often, where that is asked for
   */
  record Beside(SortedMap<String, PerformanceProfile> slices, Optional<Accumulation> errors) {}

  /**
   * Which telling of the window it is.
   *
   * @param last whether nothing that comes now can change it
   */
  record Telling(int revision, boolean last) {}

  /**
   * On what came true.
   *
   * @param estimates as {@link #estimates} gives them
   */
  Verdict realised(Telling telling, List<MeasuredPerformance> estimates) {
    UnknownReason lacking = lacking();
    boolean few = lacking == UnknownReason.NONE && hasTooFewLabels();
    List<MeasuredPerformance> measured = new ArrayList<>();
    on.judge().ifPresent(known -> measured.addAll(known.judge().realised(rows(known))));
    if (segment.isEmpty() && on.policy().views().fairness()) {
      measured.addAll(new SegmentGaps(on.monitor().segments(), on.policy()).of(beside.slices));
    }
    on.judge()
        .flatMap(PerformanceJudges.OnLayout::errors)
        .ifPresent(
            judge -> beside.errors.ifPresent(upToEnd -> measured.addAll(judge.measured(upToEnd))));
    List<MeasuredPerformance> realised = judgedIf(lacking == UnknownReason.NONE && !few, measured);
    // The estimate stands by itself, whether labels have come or not.
    List<MeasuredPerformance> estimated = judgedIf(lacking == UnknownReason.NONE, estimates);
    return verdict(
        Kind.PERFORMANCE,
        telling.revision,
        few ? UnknownReason.TOO_FEW_LABELS : lacking,
        new WindowPerformance(predicted(), labelled(), telling.last, realised, estimated));
  }

  /** On what the predictions alone let expect; empty where that is not asked or not to be told. */
  Optional<Verdict> estimated(int revision, List<MeasuredPerformance> estimates) {
    if (!isEstimated()) return Optional.empty();
    UnknownReason reason = lacking();
    if (reason == UnknownReason.NONE && predicted() < on.monitor().decision().minRows()) {
      reason = UnknownReason.TOO_FEW_ROWS;
    }
    List<MeasuredPerformance> estimated = judgedIf(reason == UnknownReason.NONE, estimates);
    return Optional.of(
        verdict(
            Kind.ESTIMATED_PERFORMANCE,
            revision,
            reason,
            new WindowPerformance(predicted(), 0, false, List.of(), estimated)));
  }

  /** What would be told if the window closed now. */
  List<Verdict> soFar() {
    List<MeasuredPerformance> estimates = estimates();
    List<Verdict> soFar = new ArrayList<>();
    estimated(1, estimates).ifPresent(soFar::add);
    soFar.add(realised(new Telling(1, false), estimates));
    return soFar;
  }

  private Verdict verdict(
      Kind kind, int revision, UnknownReason lacking, WindowPerformance performance) {
    List<MeasuredPerformance> deciding =
        performance.of(kind).stream().filter(MeasuredPerformance::decides).toList();
    UnknownReason reason = lacking;
    if (lacking == UnknownReason.NONE
        && deciding.stream().allMatch(measure -> measure.state() == State.UNKNOWN)) {
      boolean knowing = deciding.stream().anyMatch(measure -> measure.allowed().isPresent());
      reason = knowing ? UnknownReason.UNDECIDED : UnknownReason.NO_REFERENCE;
    }
    State state = performance.failed(kind).isEmpty() ? State.OK : State.FAILED;
    return new Verdict(
        model,
        segment,
        window,
        kind,
        revision,
        reason == UnknownReason.NONE ? state : State.UNKNOWN,
        reason,
        predicted(),
        on.referenceId(),
        performance);
  }

  private boolean isEstimated() {
    return on.policy().estimate()
        && on.judge().stream().anyMatch(known -> known.judge().estimates());
  }

  /** What the predictions let expect; nothing where that is not asked or not to be told. */
  List<MeasuredPerformance> estimates() {
    if (!isEstimated()) return List.of();
    PerformanceProfile rows = rows(on.judge().orElseThrow());
    PerformanceJudge judge = on.judge().orElseThrow().judge();
    return rows.isWhole() && rows.predicted() > 0 ? judge.estimated(rows) : List.of();
  }

  private PerformanceProfile rows(PerformanceJudges.OnLayout known) {
    PerformanceLayout layout = known.judge().layout();
    PerformanceProfile rows = byLayout.get(known.layoutId());
    if (rows == null || !RealisedPerformance.isCountedOn(layout, rows)) {
      return PerformanceProfile.empty(layout);
    }
    return rows;
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

  private static List<MeasuredPerformance> judgedIf(
      boolean enough, List<MeasuredPerformance> measures) {
    return enough ? measures : measures.stream().map(MeasuredPerformance::unjudged).toList();
  }
}
