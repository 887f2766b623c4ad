package dev.leeway.drift;

import dev.leeway.drift.RuledColumn.Ruling;
import dev.leeway.measure.ColumnSample;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares one column of windows with the reference. Immutable. */
final class ColumnJudge implements PartJudge {

  /** Missing values, type errors and the like are news from this share of rows on. */
  private static final double SPECIAL_TOLERANCE = 0.005;

  private final ColumnLayout layout;
  private final int place;
  private final Distribution expected;
  private final Rule rule;
  private final boolean ordered;
  private final ColumnLook look;
  private final ColumnEvidence evidence;

  /**
   * How the column is decided on.
   *
   * @param compared columns of the model that are compared, which share the promise
   * @param measured its measures, and the rules in place of the default one
   */
  record Rule(ColumnPolicy policy, Decision decision, long compared, MeasuredColumn measured) {

    double tolerance() {
      return policy.tolerance().orElse(decision.tolerance());
    }
  }

  ColumnJudge(ColumnLayout layout, int place, Distribution expected, Rule rule) {
    this.layout = layout;
    this.place = place;
    this.expected = expected;
    this.rule = rule;
    ordered = layout instanceof ColumnLayout.Numeric;
    double alpha = ColumnEvidence.alpha(rule.decision, rule.compared);
    look = new ColumnLook(place, ordered, expected, alpha);
    evidence = new ColumnEvidence(look, rule.decision, rule.tolerance(), rule.compared);
  }

  @Override
  public long[] cells(Profile rows) {
    return look.cells(rows);
  }

  @Override
  public ColumnEvidence evidence() {
    return evidence;
  }

  @Override
  public boolean decidesByNumbers() {
    return rule.measured.looksAtSums();
  }

  @Override
  public ColumnVerdict outline(Profile window, ColumnStanding standing) {
    return new ColumnVerdict(
        layout.name(),
        layout.kind(),
        state(window, standing),
        "",
        window.rows(),
        window.missing(place),
        List.of());
  }

  private State state(Profile window, ColumnStanding standing) {
    if (rule.measured.isFree()) return byDefault(standing);
    List<MeasureResult> seen = new ArrayList<>(decidesByNumbers() ? summed(standing) : List.of());
    seen.addAll(rule.measured.take(ColumnSample.of(window, place)));
    return state(rule.measured.rule(seen), Distribution.of(window, place), standing);
  }

  @Override
  public ColumnVerdict judge(Profile window, ColumnStanding standing) {
    return judge(window, standing, rule.measured.take(ColumnSample.of(window, place)));
  }

  @Override
  public ColumnVerdict judge(Profile window, ColumnStanding standing, RowMeasures rows) {
    return judge(window, standing, rule.measured.take(rows, place));
  }

  private ColumnVerdict judge(
      Profile window, ColumnStanding standing, List<MeasureResult> measured) {
    Distribution current = Distribution.of(window, place);
    List<MeasureResult> told = new ArrayList<>(summed(standing));
    told.addAll(measured);
    Optional<Ruling> ruling = rule.measured.rule(told);
    List<MeasureResult> measures = ruling.isPresent() ? told : withDefaults(told);
    String movement = new Movement(layout, expected, current).inWords();
    String reason = ruling.map(Ruling::reason).orElse("");
    return new ColumnVerdict(
        layout.name(),
        layout.kind(),
        state(ruling, current, standing),
        reason.isEmpty() ? movement : reason + "; " + movement,
        window.rows(),
        window.missing(place),
        measures,
        standing.drifted() ? Optional.of(standing.since()) : Optional.empty());
  }

  private static State byDefault(ColumnStanding standing) {
    return standing.drifted() ? State.DRIFTED : State.OK;
  }

  private State state(Optional<Ruling> ruling, Distribution current, ColumnStanding standing) {
    return ruling.map(found -> state(found, current, standing)).orElse(byDefault(standing));
  }

  /**
   * What a rule says, but that missing values and the like are not overlooked because its measures
   * look at numbers only: of those the default rule tells.
   */
  private State state(Ruling ruling, Distribution current, ColumnStanding standing) {
    boolean overlooked = ruling.numbersOnly() && movedSpecial(current) && standing.drifted();
    return overlooked ? State.DRIFTED : ruling.state();
  }

  private boolean movedSpecial(Distribution current) {
    for (int bin = expected.regular(); bin < expected.bins(); bin++) {
      if (Math.abs(expected.share(bin) - current.share(bin)) > SPECIAL_TOLERANCE) return true;
    }
    return false;
  }

  private List<MeasureResult> summed(ColumnStanding standing) {
    return List.of(
        rule.measured.held(
            summed(Measure.EVIDENCE, standing.evidence(), "evidence-coins/v2", standing)),
        rule.measured.held(
            summed(
                Measure.EFFECT,
                standing.effect(),
                ordered ? "effect-crossed/v2" : "effect-tv-denoised/v2",
                standing)));
  }

  /** With what the default rule holds evidence and effect against: it decides. */
  private List<MeasureResult> withDefaults(List<MeasureResult> told) {
    return told.stream()
        .map(
            result ->
                switch (result.measure()) {
                  case EVIDENCE -> result.heldAgainst(evidence.needed());
                  case EFFECT -> result.heldAgainst(evidence.tolerance());
                  default -> result;
                })
        .toList();
  }

  /** What the evidence summed up over windows says, of all the rows it was summed up over. */
  private MeasureResult summed(
      Measure measure, double value, String formula, ColumnStanding standing) {
    return new MeasureResult(
        measure,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        formula,
        expected.total(),
        standing.rows());
  }
}
