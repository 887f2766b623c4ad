package dev.leeway.measure;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/** Ten groups of a reference's numbers, in which two samples are compared cell by cell. */
final class Deciles {

  private static final int GROUPS = 10;

  private Deciles() {}

  /**
   * Ends (exclusive) of the groups of a grid's bins that NumPy's deciles of the reference make: the
   * first holds what is at most the first decile, the last what is above the ninth. Groups of about
   * equal counts where the layout does not know the deciles.
   */
  static int[] open(ColumnLayout.Numeric layout, long[] reference) {
    return layout.groupEnds(Cut.DECILES).orElseGet(() -> EqualGroups.ends(reference, GROUPS));
  }

  /** The same with what is below and above the reference's range in groups of its own. */
  static int[] closed(int[] open, int bins) {
    SortedSet<Integer> ends = new TreeSet<>();
    for (int end : open) {
      ends.add(end);
    }
    if (bins > 1) ends.add(1);
    if (bins > 2) ends.add(bins - 1);
    ends.add(bins);
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The distinct edges that NumPy's quantile gives at 0.1 to 0.9, down to the rounding.
   *
   * @param sorted ascending
   */
  static double[] edges(double[] sorted) {
    double[] edges = new double[sorted.length == 0 ? 0 : GROUPS - 1];
    for (int q = 1; q <= edges.length; q++) {
      double at = (sorted.length - 1) * ((double) q / GROUPS);
      int below = (int) at;
      double a = sorted[below];
      double b = sorted[Math.min(below + 1, sorted.length - 1)];
      double part = at - below;
      double value = part >= 0.5 ? b - (b - a) * (1 - part) : a + (b - a) * part;
      // Where b - a overflows, and where rounding steps out of the two.
      edges[q - 1] = Double.isFinite(value) ? Math.max(a, Math.min(b, value)) : a;
    }
    return Arrays.stream(edges).map(edge -> edge == 0 ? 0.0 : edge).distinct().toArray();
  }

  /** Counts of groups of bins that end at the given places. */
  static long[] grouped(long[] counts, int[] ends) {
    long[] grouped = new long[ends.length];
    int from = 0;
    for (int group = 0; group < ends.length; group++) {
      grouped[group] = Arrays.stream(counts, from, ends[group]).sum();
      from = ends[group];
    }
    return grouped;
  }

  /** Counts of sorted numbers in the bins (-inf, e1], (e1, e2], ..., (ek, inf). */
  static long[] counted(double[] sorted, double[] edges) {
    long[] counts = new long[edges.length + 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < edges.length && edges[bin] < value) bin++;
      counts[bin]++;
    }
    return counts;
  }
}
