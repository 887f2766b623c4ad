package dev.leeway.drift;

import dev.leeway.monitor.Decision;
import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.List;

/**
 * The default rule for one column, or for columns together: sums evidence up from every start that
 * is kept, and says whether that of any start is sound and its effect matters. Immutable.
 *
 * <p>A drift lasts as long as the evidence for it stays within two decades of its peak. Rows that
 * take more than that away come from the reference again, a hundred to one; then evidence starts
 * anew behind the peak.
 */
final class ColumnEvidence {

  /** Decades below its peak at which a drift is over. */
  private static final double OVER = 2;

  private final Look look;
  private final StartWeights weights;
  private final double rowsPerBlock;
  private final double needed;
  private final double tolerance;

  /**
   * @param look at the rows, at a chance of {@link #alpha} that the reference misleads
   * @param compared columns of the model that share the promise
   */
  ColumnEvidence(Look look, Decision decision, double tolerance, long compared) {
    this.look = look;
    weights = new StartWeights(decision.horizon());
    rowsPerBlock = decision.rowsPerBlock();
    needed = -StrictMath.log10(alpha(decision, compared));
    this.tolerance = tolerance;
  }

  /** What each of so many columns may take of the promise, for the reference and for the rows. */
  static double alpha(Decision decision, long compared) {
    return decision.alpha() / 2 / compared;
  }

  /** Decimal logarithm of the evidence that is sound. */
  double needed() {
    return needed;
  }

  double tolerance() {
    return tolerance;
  }

  /** The rows of a profile in the cells that are looked at. */
  long[] cells(Profile rows) {
    return look.cells(rows);
  }

  /**
   * What stands at a span's end. A drift that goes on began where it began, wherever the evidence
   * is strongest meanwhile.
   *
   * @param before what stood at its start
   * @param starts where evidence may start, the newest last
   * @param head the span's end
   * @param column place in the tallies
   */
  ColumnStanding advance(
      ColumnStanding before, List<Milestone> starts, Milestone head, int column) {
    ColumnStanding now = next(before, starts, head, column);
    return before.drifted() ? now.beganBy(before.since()) : now;
  }

  private ColumnStanding next(
      ColumnStanding before, List<Milestone> starts, Milestone head, int column) {
    ColumnStanding now = strongest(before.from(), starts, head, column);
    if (!before.drifted()) return fresh(now, head);
    if (now.drifted() && now.evidence() >= before.peak()) return fresh(now, head);
    if (now.drifted() && now.evidence() >= before.peak() - OVER) {
      return now.within(before.peak(), before.peakIndex());
    }
    return fresh(strongest(before.peakIndex(), starts, head, column), head);
  }

  private static ColumnStanding fresh(ColumnStanding now, Milestone head) {
    return now.within(now.evidence(), head.index());
  }

  private ColumnStanding strongest(long from, List<Milestone> starts, Milestone head, int column) {
    ColumnStanding best = null;
    for (Milestone start : starts) {
      if (start.index() < from) continue;
      ColumnStanding one = from(start, head, column, from);
      if (best == null || isStronger(one, best)) best = one;
    }
    if (best == null) throw new IllegalArgumentException("no start behind " + from);
    return best;
  }

  private static boolean isStronger(ColumnStanding one, ColumnStanding other) {
    if (one.drifted() != other.drifted()) return one.drifted();
    return one.evidence() > other.evidence();
  }

  private ColumnStanding from(Milestone start, Milestone head, int column, long from) {
    long[] cells = head.before().since(start.before(), column);
    double strength = look.evidence(cells, rowsPerBlock) + weights.log10(start.index());
    double effect = look.effect(cells);
    boolean drifted = strength >= needed && look.matters(cells, effect, tolerance);
    Instant since = start.at();
    return new ColumnStanding(drifted, strength, effect, look.rows(cells), since, from, 0, 0);
  }
}
