package dev.leeway.profile;

/** Arithmetic on counts. */
final class Counts {

  private Counts() {}

  /** All of them together. */
  static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /**
   * The sums, place by place.
   *
   * @throws ArithmeticException if one does not fit into a long
   */
  static long[] sum(long[] a, long[] b) {
    long[] sums = new long[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.addExact(a[i], b[i]);
    }
    return sums;
  }

  /** The differences, place by place, whatever their signs. */
  static long[] difference(long[] a, long[] b) {
    long[] differences = new long[a.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Math.subtractExact(a[i], b[i]);
    }
    return differences;
  }

  /**
   * What is left of each count.
   *
   * @throws IllegalArgumentException if one is smaller than what is taken from it
   */
  static long[] rest(long[] whole, long[] part) {
    long[] rest = difference(whole, part);
    for (long count : rest) {
      requireRest(count);
    }
    return rest;
  }

  /**
   * What is left of a count.
   *
   * @throws IllegalArgumentException if it is smaller than what is taken from it
   */
  static long rest(long whole, long part) {
    return requireRest(whole - part);
  }

  private static long requireRest(long count) {
    if (count < 0) throw new IllegalArgumentException("what is subtracted is no part of it");
    return count;
  }
}
