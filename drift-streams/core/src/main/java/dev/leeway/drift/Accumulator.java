package dev.leeway.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums the evidence of all compared columns up along spans of event time. Immutable.
 *
 * <p>What decides is worked out at once, which takes little where nothing moved: evidence is asked
 * for only where the effect matters. The numbers of columns without drift are worked out when they
 * are to be told. A span whose own rows are as before, but not those before it, is decided on again
 * from the starts that lie before the change; from later ones there is as much evidence as there
 * was.
 */
final class Accumulator {

  private final List<Summed> parts;

  Accumulator(List<? extends Summed> parts) {
    this.parts = List.copyOf(parts);
  }

  /** No rows yet. */
  Accumulation begin(Instant at, Tally nothing) {
    List<ColumnStanding> standings = parts.stream().map(part -> ColumnStanding.start(at)).toList();
    return new Accumulation(new Milestone(0, at, nothing), List.of(), standings);
  }

  /**
   * What decides with one more span.
   *
   * @param span its rows in the cells that are looked at
   */
  Accumulation extend(Accumulation before, Tally span, Instant end) {
    Tally rows = before.head().before().plus(span);
    Milestone head = new Milestone(before.spans() + 1, end, rows);
    List<Milestone> starts = before.startsOfNext();
    return decide(before, starts, head, column -> Drifts.unasked(column, starts, head));
  }

  /**
   * What decides at the end of a span whose own rows are as before.
   *
   * @param old what stood there
   * @param was what stood at the span's start then
   * @param before what stands there now
   * @param unmoved index of the first start from which on no rows came
   */
  Accumulation revise(Accumulation old, Accumulation was, Accumulation before, long unmoved) {
    Tally rows = old.head().before().moved(was.head().before(), before.head().before());
    Milestone head = new Milestone(before.spans() + 1, old.at(), rows);
    List<Milestone> starts = before.startsOfNext();
    if (head.index() != old.spans() || !old.isAskedOf(starts)) {
      return decide(before, starts, head, column -> Drifts.unasked(column, starts, head));
    }
    int moved = 0;
    while (moved < starts.size() && starts.get(moved).index() < unmoved) moved++;
    int first = moved;
    return decide(
        before,
        starts,
        head,
        column -> Drifts.asked(column, starts, head, old.drifts(column), first));
  }

  /** Tells of one column. */
  private interface Asked {

    Drifts of(int column);
  }

  private Accumulation decide(
      Accumulation before, List<Milestone> starts, Milestone head, Asked asked) {
    List<ColumnStanding> standings = new ArrayList<>(parts.size());
    List<double[]> answers = new ArrayList<>(parts.size());
    for (int column = 0; column < parts.size(); column++) {
      Summed part = parts.get(column);
      Drifts drifts = asked.of(column);
      ColumnStanding standing = part.evidence().decide(before.column(column), drifts);
      standings.add(
          part.decidesByNumbers() ? part.evidence().complete(standing, drifts) : standing);
      answers.add(drifts.answers());
    }
    return new Accumulation(head, starts, standings, answers);
  }

  /** The same with all numbers. */
  Accumulation complete(Accumulation decided) {
    if (decided.columns().stream().allMatch(ColumnStanding::isComplete)) return decided;
    List<ColumnStanding> standings = new ArrayList<>(parts.size());
    for (int column = 0; column < parts.size(); column++) {
      Drifts drifts = Drifts.unasked(column, decided.starts(), decided.head());
      standings.add(parts.get(column).evidence().complete(decided.column(column), drifts));
    }
    return decided.with(standings);
  }

  /** A number for what decides; two that differ in it hardly ever have the same. */
  long decisive(Accumulation decided) {
    long number = 0;
    for (int column = 0; column < parts.size(); column++) {
      ColumnStanding standing = decided.column(column);
      number = mixed(number, standing.drifted() ? 1 : 2);
      if (!parts.get(column).decidesByNumbers()) continue;
      number = mixed(number, Double.doubleToLongBits(standing.evidence()));
      number = mixed(number, Double.doubleToLongBits(standing.effect()));
    }
    return number;
  }

  /** Multiplier of Steele, Lea and Flood 2014: odd, without pattern. */
  private static long mixed(long number, long next) {
    long mixed = (number ^ next) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }
}
