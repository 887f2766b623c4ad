package dev.leeway.measure;

import java.util.Arrays;

/** Groups of a grid's bins that hold about equal shares of the reference. */
public final class EqualGroups {

  private EqualGroups() {}

  /**
   * Ends of groups of a grid's bins: what lies below the grid, at most {@code groups} groups that
   * hold about equal counts, and what lies above the grid. The outer bins stay apart because they
   * are empty in the reference: joined with their neighbours they would hide a constant that
   * changes.
   *
   * @param counts of the grid's bins, of the reference so that every window is grouped alike
   */
  public static int[] ends(long[] counts, int groups) {
    int regular = counts.length;
    int last = regular - 1;
    long rows = Arrays.stream(counts, Math.min(1, last), Math.max(1, last)).sum();
    int[] ends = new int[groups + 2];
    int found = 0;
    if (regular > 1) ends[found++] = 1;
    int next = 1;
    long sum = 0;
    for (int bin = 1; bin < last - 1 && next < groups; bin++) {
      sum += counts[bin];
      if (sum * groups >= rows * next && sum > 0 && sum < rows) {
        ends[found++] = bin + 1;
        // A bin that fills several groups ends them all: no group is empty.
        while (sum * groups >= rows * next) next++;
      }
    }
    if (regular > 2) ends[found++] = last;
    ends[found++] = regular;
    return Arrays.copyOf(ends, found);
  }
}
