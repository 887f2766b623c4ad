package dev.leeway.drift;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Compares a window's profile with the reference, column by column.
 *
 * <p>Default rule: a column has drifted when the {@linkplain Evidence evidence} that its rows do
 * not come from the reference is at least columns x horizon / (alpha / 2), and the effect matters:
 * more rows moved than the tolerance, or more than half a percent into or out of a special bin. The
 * other half of alpha pays for what the reference leaves open. So P(any false alarm, over all
 * columns and {@code horizon} windows) is at most alpha, if rows are independent. A fixed threshold
 * in the column's policy replaces the rule, where the column has that measure: categories have no
 * Kolmogorov-Smirnov statistic.
 */
public final class DriftJudge {

  /** New categories, missing values or type errors are news from this share of rows on. */
  private static final double SPECIAL_TOLERANCE = 0.005;

  /** Groups of the reference for PSI and Jensen-Shannon: deciles. */
  private static final int DECILES = 10;

  private final Reference reference;
  private final Monitor monitor;
  private final long compared;

  public DriftJudge(Reference reference, Monitor monitor) {
    this.reference = reference;
    this.monitor = monitor;
    compared =
        Math.max(
            1,
            reference.layout().columns().stream()
                .filter(column -> !monitor.column(column.name()).ignored())
                .count());
  }

  /** The model the reference is of. */
  public ModelRef model() {
    return reference.model();
  }

  /** One verdict per column of the layout that is not ignored, in the layout's order. */
  public List<ColumnVerdict> judge(Profile window) {
    List<ColumnVerdict> verdicts = new ArrayList<>();
    for (int place = 0; place < reference.layout().columns().size(); place++) {
      ColumnLayout layout = reference.layout().columns().get(place);
      if (!monitor.column(layout.name()).ignored()) {
        verdicts.add(judge(layout, place, window));
      }
    }
    return verdicts;
  }

  private ColumnVerdict judge(ColumnLayout layout, int place, Profile window) {
    ColumnPolicy policy = monitor.column(layout.name());
    Distribution expected = Distribution.of(reference.profile(), place);
    Distribution current = Distribution.of(window, place);
    List<MeasureResult> measures = measure(layout, policy, expected, current);
    boolean fixed =
        measures.stream().anyMatch(result -> policy.thresholds().containsKey(result.measure()));
    boolean drifted =
        fixed
            ? measures.stream().anyMatch(result -> isOver(result, policy))
            : isDrifted(measures, movedSpecial(expected, current));
    return new ColumnVerdict(
        layout.name(),
        layout.kind(),
        drifted ? State.DRIFTED : State.OK,
        new Movement(layout, expected, current).inWords(),
        window.rows(),
        window.missing(place),
        measures);
  }

  private List<MeasureResult> measure(
      ColumnLayout layout, ColumnPolicy policy, Distribution expected, Distribution current) {
    boolean ordered = layout.kind() == ColumnKind.NUMERIC || layout.kind() == ColumnKind.EMBEDDING;
    int[] deciles = ordered ? expected.equalGroups(DECILES) : new int[0];
    Distribution coarse = ordered ? expected.grouped(deciles) : expected;
    Distribution coarseNow = ordered ? current.grouped(deciles) : current;
    List<MeasureResult> results = new ArrayList<>();
    results.add(evidence(ordered, expected, current));
    results.add(
        held(
            Measures.effect(ordered, expected, current),
            policy.tolerance().orElse(monitor.decision().tolerance())));
    if (ordered) results.add(Measures.kolmogorovSmirnov(expected, current));
    results.add(Measures.populationStability(coarse, coarseNow));
    results.add(Measures.jensenShannon(coarse, coarseNow));
    return results.stream()
        .map(
            result -> {
              Double fixed = policy.thresholds().get(result.measure());
              return fixed == null ? result : held(result, fixed);
            })
        .toList();
  }

  private MeasureResult evidence(boolean ordered, Distribution expected, Distribution current) {
    Decision decision = monitor.decision();
    Evidence evidence = new Evidence(expected, decision.alpha() / 2 / compared);
    double value = ordered ? evidence.ofOrdered(current) : evidence.ofUnordered(current);
    return new MeasureResult(
        Measure.EVIDENCE,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(
            StrictMath.log10(compared * (double) decision.horizon() / (decision.alpha() / 2))),
        "evidence-kt-coins/v1");
  }

  private static MeasureResult held(MeasureResult result, double threshold) {
    return new MeasureResult(
        result.measure(),
        result.value(),
        result.pValue(),
        result.error(),
        OptionalDouble.of(threshold),
        result.formula());
  }

  /** The default rule. */
  private static boolean isDrifted(List<MeasureResult> measures, boolean movedSpecial) {
    boolean sound = false;
    boolean matters = movedSpecial;
    for (MeasureResult result : measures) {
      double threshold = result.threshold().orElse(Double.POSITIVE_INFINITY);
      if (result.measure() == Measure.EVIDENCE) sound = result.value() >= threshold;
      if (result.measure() == Measure.EFFECT) matters |= result.value() > threshold;
    }
    return sound && matters;
  }

  private static boolean movedSpecial(Distribution expected, Distribution current) {
    for (int bin = expected.regular(); bin < expected.bins(); bin++) {
      if (Math.abs(expected.share(bin) - current.share(bin)) > SPECIAL_TOLERANCE) return true;
    }
    return false;
  }

  /** Whether a fixed threshold of the policy is reached. */
  private static boolean isOver(MeasureResult result, ColumnPolicy policy) {
    return policy.thresholds().containsKey(result.measure())
        && result.value() >= result.threshold().orElse(Double.POSITIVE_INFINITY);
  }
}
