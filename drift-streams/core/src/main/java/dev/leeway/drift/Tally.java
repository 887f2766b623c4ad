package dev.leeway.drift;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of a stretch of time in the cells that {@link Evidence} looks at, for each compared
 * column. Additive, so that what lies between two moments is the difference of two tallies.
 */
final class Tally {

  private final long compared;

  /** Where the cells of each column end. */
  private final int[] ends;

  /** Of one column after the other. */
  private final long[] cells;

  private Tally(long compared, int[] ends, long[] cells) {
    this.compared = compared;
    this.ends = ends;
    this.cells = cells;
  }

  /**
   * Copies the cells.
   *
   * @param compared a number for which columns these are; most have equally many cells
   */
  static Tally of(long compared, List<long[]> columns) {
    int[] ends = new int[columns.size()];
    int end = 0;
    for (int column = 0; column < ends.length; column++) {
      end += columns.get(column).length;
      ends[column] = end;
    }
    long[] cells = new long[end];
    for (int column = 0; column < ends.length; column++) {
      long[] own = columns.get(column);
      System.arraycopy(own, 0, cells, ends[column] - own.length, own.length);
    }
    return new Tally(compared, ends, cells);
  }

  /** Which columns these are the cells of. */
  long compared() {
    return compared;
  }

  /** No rows in cells like these. */
  Tally nothing() {
    return new Tally(compared, ends, new long[cells.length]);
  }

  int columns() {
    return ends.length;
  }

  /** The cells of a column, as a copy. */
  long[] cells(int column) {
    return Arrays.copyOfRange(cells, start(column), ends[column]);
  }

  /** Both together. */
  Tally plus(Tally other) {
    requireFit(other);
    long[] sum = new long[cells.length];
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] = Math.addExact(cells[cell], other.cells[cell]);
    }
    return new Tally(compared, ends, sum);
  }

  /** This one, moved as far as it is from one tally to another. */
  Tally moved(Tally from, Tally to) {
    requireFit(from);
    requireFit(to);
    long[] moved = new long[cells.length];
    for (int cell = 0; cell < moved.length; cell++) {
      long by = Math.subtractExact(to.cells[cell], from.cells[cell]);
      moved[cell] = Math.addExact(cells[cell], by);
    }
    return new Tally(compared, ends, moved);
  }

  /** The cells of a column that were counted since the other. */
  long[] since(Tally other, int column) {
    requireFit(other);
    int start = start(column);
    long[] since = new long[ends[column] - start];
    for (int cell = 0; cell < since.length; cell++) {
      since[cell] = Math.subtractExact(cells[start + cell], other.cells[start + cell]);
    }
    return since;
  }

  /** Whether the other is of the same columns, with as many cells in every one. */
  boolean fits(Tally other) {
    return compared == other.compared && (ends == other.ends || Arrays.equals(ends, other.ends));
  }

  /** Whether the other is of the same cells and has no fewer rows in any. */
  boolean isPartOf(Tally other) {
    if (!fits(other)) return false;
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] > other.cells[cell]) return false;
    }
    return true;
  }

  private int start(int column) {
    return column == 0 ? 0 : ends[column - 1];
  }

  private void requireFit(Tally other) {
    if (!fits(other)) throw new IllegalArgumentException("tallies of different cells");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally that && fits(that) && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(compared) + Arrays.hashCode(cells);
  }
}
