package dev.leeway.drift;

import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Compares one column of windows with the reference. Immutable. */
final class ColumnJudge {

  /** New categories, missing values or type errors are news from this share of rows on. */
  private static final double SPECIAL_TOLERANCE = 0.005;

  /** Groups of the reference for PSI and Jensen-Shannon: deciles. */
  private static final int DECILES = 10;

  private final ColumnLayout layout;
  private final int place;
  private final Distribution expected;
  private final Rule rule;
  private final boolean ordered;
  private final int[] deciles;
  private final Distribution coarse;
  private final Evidence evidence;

  /**
   * How the column is decided on.
   *
   * @param compared columns of the model that are compared, which share the promise
   */
  record Rule(ColumnPolicy policy, Decision decision, long compared) {

    double tolerance() {
      return policy.tolerance().orElse(decision.tolerance());
    }

    /** Decimal logarithm of the evidence that is sound. */
    double needed() {
      return StrictMath.log10(compared * (double) decision.horizon() / (decision.alpha() / 2));
    }
  }

  ColumnJudge(ColumnLayout layout, int place, Distribution expected, Rule rule) {
    this.layout = layout;
    this.place = place;
    this.expected = expected;
    this.rule = rule;
    ordered = layout.kind() == ColumnKind.NUMERIC || layout.kind() == ColumnKind.EMBEDDING;
    deciles = ordered ? expected.equalGroups(DECILES) : new int[0];
    coarse = coarse(expected);
    double alpha = rule.decision.alpha() / 2 / rule.compared;
    evidence = ordered ? Evidence.ordered(expected, alpha) : Evidence.unordered(expected, alpha);
  }

  ColumnVerdict judge(Profile window) {
    Distribution current = Distribution.of(window, place);
    List<MeasureResult> measures = measure(current);
    boolean fixed = measures.stream().anyMatch(this::hasFixedThreshold);
    boolean drifted =
        fixed ? measures.stream().anyMatch(this::isOver) : isDrifted(measures, current);
    return new ColumnVerdict(
        layout.name(),
        layout.kind(),
        drifted ? State.DRIFTED : State.OK,
        new Movement(layout, expected, current).inWords(),
        window.rows(),
        window.missing(place),
        measures);
  }

  private List<MeasureResult> measure(Distribution current) {
    Distribution coarseNow = coarse(current);
    List<MeasureResult> results = new ArrayList<>();
    results.add(evidence(current));
    results.add(held(Measures.effect(ordered, expected, current), rule.tolerance()));
    if (ordered) results.add(Measures.kolmogorovSmirnov(expected, current));
    results.add(Measures.populationStability(coarse, coarseNow));
    results.add(Measures.jensenShannon(coarse, coarseNow));
    return results.stream()
        .map(
            result -> {
              Double fixed = rule.policy.thresholds().get(result.measure());
              return fixed == null ? result : held(result, fixed);
            })
        .toList();
  }

  private Distribution coarse(Distribution distribution) {
    return ordered ? distribution.grouped(deciles) : distribution;
  }

  private MeasureResult evidence(Distribution current) {
    return new MeasureResult(
        Measure.EVIDENCE,
        evidence.of(current),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(rule.needed()),
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
  private boolean isDrifted(List<MeasureResult> measures, Distribution current) {
    boolean sound = false;
    boolean matters = movedSpecial(current);
    for (MeasureResult result : measures) {
      double threshold = result.threshold().orElse(Double.POSITIVE_INFINITY);
      if (result.measure() == Measure.EVIDENCE) sound = result.value() >= threshold;
      if (result.measure() == Measure.EFFECT) matters |= result.value() > threshold;
    }
    return sound && matters;
  }

  private boolean movedSpecial(Distribution current) {
    for (int bin = expected.regular(); bin < expected.bins(); bin++) {
      if (Math.abs(expected.share(bin) - current.share(bin)) > SPECIAL_TOLERANCE) return true;
    }
    return false;
  }

  private boolean hasFixedThreshold(MeasureResult result) {
    return rule.policy.thresholds().containsKey(result.measure());
  }

  /** Whether a fixed threshold of the policy is reached. */
  private boolean isOver(MeasureResult result) {
    return hasFixedThreshold(result)
        && result.value() >= result.threshold().orElse(Double.POSITIVE_INFINITY);
  }
}
