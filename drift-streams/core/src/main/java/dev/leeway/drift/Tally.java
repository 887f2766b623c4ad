package dev.leeway.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a stretch of time in the cells that {@link Evidence} looks at, for each compared
 * column. Additive, so that what lies between two moments is the difference of two tallies.
 */
final class Tally {

  private final long compared;
  private final List<long[]> columns;

  private Tally(long compared, List<long[]> columns) {
    this.compared = compared;
    this.columns = columns;
  }

  /**
   * Takes the arrays over: they must not change afterwards.
   *
   * @param compared a number for which columns these are; most have equally many cells
   */
  static Tally of(long compared, List<long[]> columns) {
    return new Tally(compared, List.copyOf(columns));
  }

  /** Which columns these are the cells of. */
  long compared() {
    return compared;
  }

  /** No rows in cells like these. */
  Tally nothing() {
    return of(compared, columns.stream().map(cells -> new long[cells.length]).toList());
  }

  int columns() {
    return columns.size();
  }

  /** The cells of a column, as a copy. */
  long[] cells(int column) {
    return columns.get(column).clone();
  }

  /** Both together. */
  Tally plus(Tally other) {
    return combine(other, 1);
  }

  /** The cells of a column that were counted since the other. */
  long[] since(Tally other, int column) {
    return combine(columns.get(column), other.columns.get(column), -1);
  }

  /** Whether the other is of the same columns, with as many cells in every one. */
  boolean fits(Tally other) {
    if (compared != other.compared || columns.size() != other.columns.size()) return false;
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).length != other.columns.get(column).length) return false;
    }
    return true;
  }

  /** Whether the other is of the same cells and has no fewer rows in any. */
  boolean isPartOf(Tally other) {
    if (!fits(other)) return false;
    for (int column = 0; column < columns.size(); column++) {
      long[] more = other.columns.get(column);
      for (int cell = 0; cell < more.length; cell++) {
        if (columns.get(column)[cell] > more[cell]) return false;
      }
    }
    return true;
  }

  private Tally combine(Tally other, int sign) {
    List<long[]> combined = new ArrayList<>(columns.size());
    for (int column = 0; column < columns.size(); column++) {
      combined.add(combine(columns.get(column), other.columns.get(column), sign));
    }
    return of(compared, combined);
  }

  private static long[] combine(long[] a, long[] b, int sign) {
    if (a.length != b.length) throw new IllegalArgumentException("tallies of different cells");
    long[] combined = new long[a.length];
    for (int cell = 0; cell < a.length; cell++) {
      combined[cell] = Math.addExact(a[cell], sign * b[cell]);
    }
    return combined;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally that
        && compared == that.compared
        && columns.size() == that.columns.size()
        && Arrays.deepEquals(columns.toArray(), that.columns.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(compared) + Arrays.deepHashCode(columns.toArray());
  }
}
