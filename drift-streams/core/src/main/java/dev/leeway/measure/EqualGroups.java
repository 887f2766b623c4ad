package dev.leeway.measure;

import java.util.Arrays;

/** Groups of a grid's bins that hold about equal shares of the reference. */
public final class EqualGroups {

  private EqualGroups() {}

  /**
   * Ends of groups of a grid's bins: what lies below the grid, at most {@code groups} groups that
   * hold about equal counts, and what lies above the grid. Bins at either end that are empty in the
   * reference stay apart, outer ones and inner ones by themselves: joined with their neighbours
   * they would hide a constant that changes.
   *
   * @param counts of the grid's bins, of the reference so that every window is grouped alike
   */
  public static int[] ends(long[] counts, int groups) {
    int regular = counts.length;
    int last = regular - 1;
    int first = 1;
    while (first < last - 1 && counts[first] == 0) first++;
    int end = last;
    while (end > first + 1 && counts[end - 1] == 0) end--;
    int[] ends = new int[groups + 4];
    int found = 0;
    if (regular > 1) ends[found++] = 1;
    if (first > 1) ends[found++] = first;
    found = inner(counts, first, end, groups, ends, found);
    if (end < last && end > 1) ends[found++] = end;
    if (regular > 2) ends[found++] = last;
    ends[found++] = regular;
    return Arrays.copyOf(ends, found);
  }

  /**
   * Cuts the bins from first to end into groups, all ends but the last; how many ends there are.
   */
  private static int inner(long[] counts, int first, int end, int groups, int[] ends, int before) {
    long rows = Arrays.stream(counts, Math.min(first, end), Math.max(first, end)).sum();
    int found = before;
    int next = 1;
    long sum = 0;
    for (int bin = first; bin < end - 1 && next < groups; bin++) {
      sum += counts[bin];
      if (sum * groups >= rows * next && sum > 0 && sum < rows) {
        ends[found++] = bin + 1;
        // A bin that fills several groups ends them all: no group is empty.
        while (sum * groups >= rows * next) next++;
      }
    }
    return found;
  }
}
