package dev.leeway.measure;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import dev.leeway.profile.NumericProfile;
import java.util.Arrays;

/**
 * The numbers of two samples counted on the same cells, ascending. Cell i holds the numbers in
 * (lower, upper]; a cell whose ends are equal holds that one number, so a sample known value by
 * value has such cells only. Immutable.
 */
public final class OrderedCells {

  private final double[] lower;
  private final double[] upper;
  private final UnorderedCells counts;
  private final boolean referenceAtUpper;

  private OrderedCells(
      double[] lower, double[] upper, UnorderedCells counts, boolean referenceAtUpper) {
    this.lower = lower;
    this.upper = upper;
    this.counts = counts;
    this.referenceAtUpper = referenceAtUpper;
  }

  /**
   * Two samples value by value.
   *
   * @param reference finite numbers in any order
   * @param current likewise
   */
  public static OrderedCells ofSamples(double[] reference, double[] current) {
    double[] left = reference.clone();
    double[] right = current.clone();
    Arrays.sort(left);
    Arrays.sort(right);
    double[] values = new double[left.length + right.length];
    long[] inLeft = new long[values.length];
    long[] inRight = new long[values.length];
    int cells = 0;
    for (int i = 0, j = 0; i < left.length || j < right.length; cells++) {
      double value =
          j == right.length || (i < left.length && left[i] <= right[j]) ? left[i] : right[j];
      values[cells] = value;
      while (i < left.length && left[i] <= value) {
        i++;
        inLeft[cells]++;
      }
      while (j < right.length && right[j] <= value) {
        j++;
        inRight[cells]++;
      }
    }
    double[] points = Arrays.copyOf(values, cells);
    return new OrderedCells(
        points,
        points,
        new UnorderedCells(Arrays.copyOf(inLeft, cells), Arrays.copyOf(inRight, cells)),
        true);
  }

  /**
   * Two profiles counted on one grid. What lies outside the grid reaches to the smallest and the
   * largest number that either profile saw.
   */
  static OrderedCells ofGrid(
      ColumnLayout.Numeric layout, NumericProfile reference, NumericProfile current) {
    double[] edges = layout.edges().toArray();
    double[] lower = new double[edges.length + 1];
    double[] upper = new double[edges.length + 1];
    System.arraycopy(edges, 0, lower, 1, edges.length);
    System.arraycopy(edges, 0, upper, 0, edges.length);
    double min = orElse(smaller(reference.min(), current.min()), 0);
    double max = orElse(larger(reference.max(), current.max()), 0);
    lower[0] = edges.length == 0 ? min : Math.min(edges[0], min);
    upper[edges.length] =
        edges.length == 0 ? Math.max(min, max) : Math.max(edges[edges.length - 1], max);
    return new OrderedCells(
        lower,
        upper,
        new UnorderedCells(reference.counts(), current.counts()),
        layout.cuts().has(Cut.VALUES));
  }

  public int size() {
    return upper.length;
  }

  double lower(int cell) {
    return lower[cell];
  }

  double upper(int cell) {
    return upper[cell];
  }

  double width(int cell) {
    return upper[cell] - lower[cell];
  }

  /** Whether the cell holds one number only. */
  boolean isPoint(int cell) {
    return lower[cell] == upper[cell];
  }

  /** Whether every cell holds one number only: nothing is binned. */
  public boolean isExact() {
    for (int cell = 0; cell < size(); cell++) {
      if (!isPoint(cell)) return false;
    }
    return true;
  }

  /** Whether the reference's numbers are known to be their cells' upper ends. */
  boolean referenceAtUpper() {
    return referenceAtUpper;
  }

  public UnorderedCells counts() {
    return counts;
  }

  private static double smaller(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : Math.min(a, b);
  }

  private static double larger(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static double orElse(double value, double other) {
    return Double.isNaN(value) ? other : value;
  }
}
