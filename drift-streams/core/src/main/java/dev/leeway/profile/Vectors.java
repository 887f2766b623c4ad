package dev.leeway.profile;

import java.util.Arrays;

/** Vectors of a block's rows. For one thread. */
final class Vectors {

  /** Length of a vector of which the norm alone is known; it stands in place of the components. */
  static final int NORM_ONLY = -1;

  /** Components that are kept when nothing is in them. */
  private static final int KEPT = 1 << 13;

  private double[] components = new double[0];
  private int used;
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];
  private int count;

  /** Keeps a vector; its number is returned. */
  int add(double[] source, int offset, int length) {
    int number = add(length, length);
    System.arraycopy(source, offset, components, offsets[number], length);
    return number;
  }

  /** Keeps a vector of which the norm alone is known. */
  int addNorm(double norm) {
    int number = add(NORM_ONLY, 1);
    components[offsets[number]] = norm;
    return number;
  }

  private int add(int length, int room) {
    if (components.length - used < room) {
      components = Arrays.copyOf(components, Math.max(2 * components.length, used + room));
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(8, 2 * count));
      lengths = Arrays.copyOf(lengths, Math.max(8, 2 * count));
    }
    offsets[count] = used;
    lengths[count] = length;
    used += room;
    return count++;
  }

  void clear() {
    used = 0;
    count = 0;
    if (components.length > KEPT) components = new double[KEPT];
  }

  /** Components that are in use. */
  int used() {
    return used;
  }

  double[] components() {
    return components;
  }

  int offset(int vector) {
    return offsets[vector];
  }

  /** Number of components, or {@link #NORM_ONLY}. */
  int length(int vector) {
    return lengths[vector];
  }
}
