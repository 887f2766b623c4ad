package dev.leeway.profile;

/** Arithmetic on counts. */
final class Counts {

  private Counts() {}

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
}
