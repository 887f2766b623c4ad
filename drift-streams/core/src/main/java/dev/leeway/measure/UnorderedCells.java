package dev.leeway.measure;

import java.util.Arrays;

/**
 * Two samples counted on the same cells, whose order means nothing: categories, groups of a grid,
 * special bins. Immutable.
 */
public final class UnorderedCells {

  private final long[] reference;
  private final long[] current;
  private final long referenceRows;
  private final long currentRows;

  /**
   * @param reference rows of the reference per cell
   * @param current rows of the window per cell
   * @throws IllegalArgumentException if a count is negative or the cells are not as many
   */
  public UnorderedCells(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(reference.length + " and " + current.length + " cells");
    }
    this.reference = reference.clone();
    this.current = current.clone();
    referenceRows = total(this.reference);
    currentRows = total(this.current);
  }

  private static long total(long[] counts) {
    for (long count : counts) {
      if (count < 0) throw new IllegalArgumentException("count " + count);
    }
    return Arrays.stream(counts).sum();
  }

  public int size() {
    return reference.length;
  }

  /** Rows of the reference in the given cell. */
  public long reference(int cell) {
    return reference[cell];
  }

  /** Rows of the window in the given cell. */
  public long current(int cell) {
    return current[cell];
  }

  /** The same with several cells at the end in place of one. */
  UnorderedCells withSplit(int cell, long[] ofReference, long[] ofCurrent) {
    return new UnorderedCells(split(reference, cell, ofReference), split(current, cell, ofCurrent));
  }

  private static long[] split(long[] counts, int cell, long[] parts) {
    if (Arrays.stream(parts).sum() != counts[cell]) {
      throw new IllegalArgumentException("the parts of cell " + cell + " are not the whole");
    }
    long[] split = Arrays.copyOf(counts, counts.length + parts.length);
    split[cell] = 0;
    System.arraycopy(parts, 0, split, counts.length, parts.length);
    return split;
  }

  long[] referenceCounts() {
    return reference.clone();
  }

  long[] currentCounts() {
    return current.clone();
  }

  public long referenceRows() {
    return referenceRows;
  }

  public long currentRows() {
    return currentRows;
  }

  /** Share of the reference's rows in the given cell; 0 where it has no rows. */
  public double referenceShare(int cell) {
    return referenceRows == 0 ? 0 : (double) reference[cell] / referenceRows;
  }

  /** Share of the window's rows in the given cell; 0 where it has no rows. */
  public double currentShare(int cell) {
    return currentRows == 0 ? 0 : (double) current[cell] / currentRows;
  }
}
