package dev.leeway.mode;

import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.util.Arrays;
import java.util.SortedMap;

/** One column, compared by a tool that takes two samples as they are. */
final class ToolColumn implements SampleJudge {

  /** Largest magnitude whose square, summed over any number of rows, is far from overflow. */
  private static final double LARGEST = 0x1p450;

  /** The power of two that the largest double is well below {@link #LARGEST} times. */
  private static final int DOWN = -600;

  private final String column;
  private final ColumnKind kind;
  private final Sample reference;
  private final Comparing comparing;

  /** How a tool compares; no sample is empty. */
  interface Comparing {

    /**
     * @param reference ascending; so is the other
     */
    Comparison numbers(double[] reference, double[] current);

    Comparison words(SortedMap<String, Long> reference, SortedMap<String, Long> current);
  }

  ToolColumn(String column, ColumnKind kind, Sample reference, Comparing comparing) {
    this.column = column;
    this.kind = kind;
    this.reference = reference;
    this.comparing = comparing;
  }

  @Override
  public ColumnVerdict judge(Sample current) {
    return verdict(column, kind, current, compare(current));
  }

  /** The verdict on a column; UNKNOWN where nothing was measured. */
  static ColumnVerdict verdict(
      String column, ColumnKind kind, Sample current, Comparison comparison) {
    State known = comparison.drifted() ? State.DRIFTED : State.OK;
    return new ColumnVerdict(
        column,
        kind,
        comparison.measures().isEmpty() ? State.UNKNOWN : known,
        comparison.why(),
        current.rows(),
        current.missing(),
        comparison.measures());
  }

  /**
   * Numbers whose squares, or the range they span, would not fit into a double are compared in a
   * smaller unit, a power of two: what is left of each is exact, and so is every measure that does
   * not depend on the unit. The one that does is left out.
   */
  private Comparison numbers(double[] old, double[] values) {
    if (largest(old) <= LARGEST && largest(values) <= LARGEST) {
      return comparing.numbers(old, values);
    }
    Comparison found = comparing.numbers(smaller(old), smaller(values));
    return new Comparison(
        found.measures().stream().filter(one -> one.measure() != Measure.ENERGY).toList(),
        found.drifted(),
        found.why());
  }

  private static double largest(double[] sorted) {
    return Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
  }

  private static double[] smaller(double[] sorted) {
    return Arrays.stream(sorted).map(value -> Math.scalb(value, DOWN)).toArray();
  }

  private Comparison compare(Sample current) {
    if (reference instanceof Sample.Numbers before && current instanceof Sample.Numbers now) {
      double[] old = before.sorted();
      double[] values = now.sorted();
      boolean empty = old.length == 0 || values.length == 0;
      return empty ? Comparison.NONE : numbers(old, values);
    }
    if (reference instanceof Sample.Words before && current instanceof Sample.Words now) {
      SortedMap<String, Long> old = before.counts();
      SortedMap<String, Long> counts = now.counts();
      boolean empty = old.isEmpty() || counts.isEmpty();
      return empty ? Comparison.NONE : comparing.words(old, counts);
    }
    throw new IllegalArgumentException("one sample holds numbers, the other categories");
  }
}
