package dev.leeway.drift;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the summed up evidence says of one column at the end of a span.
 *
 * @param drifted whether evidence is sound and its effect matters
 * @param evidence decimal logarithm of the strongest evidence, the price of choosing its start
 *     taken off
 * @param effect share of rows that moved, in the rows of that evidence
 * @param rows rows of that evidence
 * @param since where the drift began, as far as can be told: start of the evidence it was found by;
 *     without drift the start of that evidence
 * @param from index of the first milestone that evidence may start from
 * @param peak strongest evidence of this drift so far; meaningless where there is none
 * @param peakIndex spans counted when it was reached
 */
record ColumnStanding(
    boolean drifted,
    double evidence,
    double effect,
    long rows,
    Instant since,
    long from,
    double peak,
    long peakIndex) {

  ColumnStanding {
    requireNonNull(since, "since");
  }

  /** Before any row, where evidence may start from the first milestone. */
  static ColumnStanding start(Instant at) {
    return new ColumnStanding(false, 0, 0, 0, at, 0, 0, 0);
  }

  /**
   * No drift; how strong its evidence is has not been worked out.
   *
   * @param spans counted so far
   */
  static ColumnStanding undrifted(long from, long spans) {
    return new ColumnStanding(
        false, Double.NaN, Double.NaN, 0, Instant.EPOCH, from, Double.NaN, spans);
  }

  /** Whether its numbers have been worked out. */
  boolean isComplete() {
    return !Double.isNaN(evidence);
  }

  /** The same; a drift that was there before began no later than told then. */
  ColumnStanding beganBy(Instant told) {
    if (!drifted || !told.isBefore(since)) return this;
    return new ColumnStanding(drifted, evidence, effect, rows, told, from, peak, peakIndex);
  }

  /** The same, as part of a drift whose peak was reached before. */
  ColumnStanding within(double highest, long index) {
    return new ColumnStanding(drifted, evidence, effect, rows, since, from, highest, index);
  }
}
