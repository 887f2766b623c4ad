package dev.leeway.drift;

import dev.leeway.monitor.Decision;
import java.time.Instant;

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

  /**
   * What decides at a span's end. A drift that goes on began where it began, wherever the evidence
   * is strongest meanwhile. Where there is no drift, nobody asks how much there is none: those
   * numbers are left to {@link #complete}.
   *
   * @param before what stood at its start
   * @param drifts which starts show a drift at the span's end; what is not known yet is found out
   */
  ColumnStanding decide(ColumnStanding before, Drifts drifts) {
    ColumnStanding now = next(before, drifts);
    return before.drifted() ? now.beganBy(before.since()) : now;
  }

  private ColumnStanding next(ColumnStanding before, Drifts drifts) {
    int best = strongest(before.from(), drifts);
    if (best >= 0) {
      ColumnStanding now = from(best, drifts, before.from());
      if (!before.drifted() || now.evidence() >= before.peak()) return fresh(now, drifts);
      if (now.evidence() >= before.peak() - OVER) {
        return now.within(before.peak(), before.peakIndex());
      }
    }
    if (!before.drifted()) return undrifted(before.from(), drifts);
    best = strongest(before.peakIndex(), drifts);
    return best < 0
        ? undrifted(before.peakIndex(), drifts)
        : fresh(from(best, drifts, before.peakIndex()), drifts);
  }

  private static ColumnStanding fresh(ColumnStanding now, Drifts drifts) {
    return now.within(now.evidence(), drifts.head.index());
  }

  private static ColumnStanding undrifted(long from, Drifts drifts) {
    return ColumnStanding.undrifted(from, drifts.head.index());
  }

  /** Place of the start that shows the strongest drift, from an index on; -1 where none does. */
  private int strongest(long from, Drifts drifts) {
    int best = -1;
    for (int place = 0; place < drifts.starts.size(); place++) {
      if (drifts.starts.get(place).index() < from) continue;
      double strength = strength(place, drifts);
      if (strength != Drifts.NONE && (best < 0 || strength > drifts.strengths[best])) best = place;
    }
    return best;
  }

  private double strength(int place, Drifts drifts) {
    double known = drifts.strengths[place];
    if (!Double.isNaN(known)) return known;
    long[] cells = drifts.cells(place);
    double found = Drifts.NONE;
    Milestone start = drifts.starts.get(place);
    double price = weights.log10(start.index());
    if (look.matters(cells, tolerance) && look.mayReach(cells, rowsPerBlock, needed - price)) {
      double strength = strength(cells, start);
      if (strength >= needed) found = strength;
    }
    drifts.strengths[place] = found;
    return found;
  }

  private double strength(long[] cells, Milestone start) {
    return look.evidence(cells, rowsPerBlock) + weights.log10(start.index());
  }

  private ColumnStanding from(int place, Drifts drifts, long from) {
    long[] cells = drifts.cells(place);
    Instant since = drifts.starts.get(place).at();
    double strength = drifts.strengths[place];
    return new ColumnStanding(
        true, strength, look.effect(cells), look.rows(cells), since, from, 0, 0);
  }

  /**
   * The same with the numbers of the strongest evidence, where there is no drift and they were left
   * out.
   *
   * @param drifts the starts and the span's end it was decided on
   */
  ColumnStanding complete(ColumnStanding standing, Drifts drifts) {
    if (standing.isComplete()) return standing;
    int best = -1;
    double strongest = 0;
    for (int place = 0; place < drifts.starts.size(); place++) {
      if (drifts.starts.get(place).index() < standing.from()) continue;
      double strength = strength(drifts.cells(place), drifts.starts.get(place));
      if (best >= 0 && strength <= strongest) continue;
      best = place;
      strongest = strength;
    }
    if (best < 0) throw new IllegalArgumentException("no start behind " + standing.from());
    long[] cells = drifts.cells(best);
    return new ColumnStanding(
        false,
        strongest,
        look.effect(cells),
        look.rows(cells),
        drifts.starts.get(best).at(),
        standing.from(),
        strongest,
        standing.peakIndex());
  }
}
