package dev.leeway.profile;

import java.util.Arrays;

/**
 * Sums of the components of vectors and of their squares, as whole numbers of a fixed unit, so that
 * they are exact: any order and any split of the rows gives the same sums, and rows can be taken
 * away again. Immutable.
 *
 * <p>Each component is rounded to the unit of the {@link VectorGrid} and cut off at 2^19 of them. A
 * row adds at most 2^38 to a sum of squares, so there is room for 33 million rows at the very
 * least.
 */
public final class VectorSums {

  /** Of no rows, of whatever dimension. */
  public static final VectorSums NONE = new VectorSums(0, new long[0], new long[0]);

  private final long rows;
  private final long[] sums;
  private final long[] squares;

  /**
   * @throws IllegalArgumentException if rows or a sum of squares is negative, there are not as many
   *     sums of squares as sums, or there are rows without components
   */
  VectorSums(long rows, long[] sums, long[] squares) {
    this.rows = rows;
    this.sums = sums.clone();
    this.squares = squares.clone();
    if (rows < 0 || sums.length != squares.length || (rows == 0) != (sums.length == 0)) {
      throw new IllegalArgumentException(rows + " rows, " + sums.length + " components");
    }
    for (long square : squares) {
      if (square < 0) throw new IllegalArgumentException("sum of squares " + square);
    }
  }

  /** Vectors summed. */
  public long rows() {
    return rows;
  }

  /** Components of each; 0 where none were summed. */
  public int dimension() {
    return sums.length;
  }

  /** Mean of the given component, in units of the grid; 0 for no rows. */
  public double mean(int component) {
    return rows == 0 ? 0 : (double) sums[component] / rows;
  }

  /** Population variance of the given component, in squared units of the grid. */
  public double variance(int component) {
    if (rows == 0) return 0;
    double mean = mean(component);
    return Math.max(0, (double) squares[component] / rows - mean * mean);
  }

  /**
   * Squared Euclidean distance of the two means, in squared units of the grid, less what samples of
   * these sizes are apart on average without any drift; so it may be negative.
   *
   * @throws IllegalArgumentException if the dimensions differ or either has no rows
   */
  public double squaredDistance(VectorSums other) {
    if (other.dimension() != dimension() || rows == 0 || other.rows == 0) {
      throw new IllegalArgumentException("no distance of " + this + " and " + other);
    }
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      double apart = mean(i) - other.mean(i);
      sum += apart * apart - variance(i) / rows - other.variance(i) / other.rows;
    }
    return sum;
  }

  long[] sums() {
    return sums.clone();
  }

  long[] squares() {
    return squares.clone();
  }

  VectorSums merge(VectorSums other) {
    if (other.rows == 0) return this;
    if (rows == 0) return other;
    requireAlike(other);
    return new VectorSums(
        Math.addExact(rows, other.rows),
        Counts.sum(sums, other.sums),
        Counts.sum(squares, other.squares));
  }

  VectorSums subtract(VectorSums part) {
    if (part.rows == 0) return this;
    requireAlike(part);
    if (rows == part.rows && Arrays.equals(sums, part.sums)) return NONE;
    return new VectorSums(
        rows - part.rows,
        Counts.difference(sums, part.sums),
        Counts.difference(squares, part.squares));
  }

  private void requireAlike(VectorSums other) {
    if (other.dimension() != dimension()) {
      throw new IllegalArgumentException("vectors of different dimensions do not go together");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorSums that
        && rows == that.rows
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(squares, that.squares);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(rows) + Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return rows + " vectors of " + sums.length;
  }
}
