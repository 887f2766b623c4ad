package dev.leeway.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a stretch of time in the cells that {@link Evidence} looks at, for each compared
 * column. Additive, so that what lies between two moments is the difference of two tallies.
 */
final class Tally {

  private final List<long[]> columns;

  private Tally(List<long[]> columns) {
    this.columns = columns;
  }

  /** Takes the arrays over: they must not change afterwards. */
  static Tally of(List<long[]> columns) {
    return new Tally(List.copyOf(columns));
  }

  /** No rows in cells like these. */
  Tally nothing() {
    return of(columns.stream().map(cells -> new long[cells.length]).toList());
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

  /** Whether the other has as many cells in every column. */
  boolean fits(Tally other) {
    if (columns.size() != other.columns.size()) return false;
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).length != other.columns.get(column).length) return false;
    }
    return true;
  }

  private Tally combine(Tally other, int sign) {
    List<long[]> combined = new ArrayList<>(columns.size());
    for (int column = 0; column < columns.size(); column++) {
      combined.add(combine(columns.get(column), other.columns.get(column), sign));
    }
    return of(combined);
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
        && columns.size() == that.columns.size()
        && Arrays.deepEquals(columns.toArray(), that.columns.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(columns.toArray());
  }
}
