package dev.leeway.drift;

import dev.leeway.joint.JointFinding;
import dev.leeway.joint.JointProfile;
import dev.leeway.joint.JointTransform;
import dev.leeway.measure.JointMeasures;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares the columns of windows together with those of the reference. Immutable. */
final class JointJudge implements PartJudge {

  /** What the columns together are called where columns have names. */
  static final String NAME = "__joint__";

  /** A change of a share is worth a word from here on. */
  private static final double WORTH_A_WORD = 0.005;

  private final Reference reference;
  private final JointLook look;
  private final ColumnEvidence evidence;
  private final RuledColumn ruled;

  /**
   * @param reference of a layout that looks at columns together
   * @param compared columns of the model that share the promise, this one among them
   */
  JointJudge(Reference reference, Monitor monitor, long compared) {
    this.reference = reference;
    ColumnPolicy policy = monitor.column(NAME);
    Decision decision = monitor.decision();
    JointTransform transform = reference.layout().joint().orElseThrow();
    JointProfile rows = reference.profile().joint().orElseThrow();
    look = new JointLook(transform, rows, ColumnEvidence.alpha(decision, compared));
    double tolerance = policy.tolerance().orElse(decision.tolerance());
    evidence = new ColumnEvidence(look, decision, tolerance, compared);
    ruled = new RuledColumn(NAME, policy.rules(), reference.bands());
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
    return ruled.looksAtSums();
  }

  @Override
  public ColumnVerdict outline(Profile window, ColumnStanding standing) {
    return new ColumnVerdict(
        NAME, ColumnKind.JOINT, state(window, standing), "", window.rows(), 0, List.of());
  }

  private State state(Profile window, ColumnStanding standing) {
    if (ruled.isFree()) return byDefault(standing);
    List<MeasureResult> seen = new ArrayList<>(decidesByNumbers() ? summed(standing) : List.of());
    seen.addAll(JointMeasures.of(look.find(window), reference.profile(), window));
    return ruled.rule(seen).map(RuledColumn.Ruling::state).orElse(byDefault(standing));
  }

  @Override
  public ColumnVerdict judge(Profile window, ColumnStanding standing) {
    JointFinding finding = look.find(window);
    List<MeasureResult> measures = new ArrayList<>(summed(standing));
    measures.addAll(JointMeasures.of(finding, reference.profile(), window));
    measures.replaceAll(ruled::held);
    Optional<RuledColumn.Ruling> ruling = ruled.rule(measures);
    String reason = ruling.map(RuledColumn.Ruling::reason).orElse("");
    return new ColumnVerdict(
        NAME,
        ColumnKind.JOINT,
        ruling.map(RuledColumn.Ruling::state).orElse(byDefault(standing)),
        reason.isEmpty() ? inWords(finding) : reason + "; " + inWords(finding),
        window.rows(),
        0,
        measures,
        standing.drifted() ? Optional.of(standing.since()) : Optional.empty());
  }

  /** Row by row it would be the same: what is summed of each row is as exact as need be. */
  @Override
  public ColumnVerdict judge(Profile window, ColumnStanding standing, RowMeasures rows) {
    return judge(window, standing);
  }

  private static State byDefault(ColumnStanding standing) {
    return standing.drifted() ? State.DRIFTED : State.OK;
  }

  private List<MeasureResult> summed(ColumnStanding standing) {
    return List.of(
        summed(Measure.EVIDENCE, standing.evidence(), evidence.needed(), "evidence-means/v1"),
        summed(Measure.EFFECT, standing.effect(), evidence.tolerance(), "effect-joint/v1"));
  }

  private static MeasureResult summed(
      Measure measure, double value, double threshold, String formula) {
    return new MeasureResult(
        measure,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(threshold),
        formula);
  }

  private String inWords(JointFinding finding) {
    JointFinding.Reconstruction error = finding.reconstruction();
    String errors =
        String.format(
            Locale.ROOT,
            "reconstruction error %.3g -> %.3g (standard error %.2g)",
            error.expected(),
            error.mean(),
            error.standardError());
    JointFinding.Pair pair = finding.pair();
    if (pair.moved() < WORTH_A_WORD) return errors;
    return String.format(
        Locale.ROOT,
        "%s and %s on the same side of their middle in %.1f %% -> %.1f %% of rows; %s",
        name(pair.first()),
        name(pair.second()),
        100 * pair.expected(),
        100 * pair.share(),
        errors);
  }

  private String name(int place) {
    return reference.layout().columns().get(place).name();
  }
}
