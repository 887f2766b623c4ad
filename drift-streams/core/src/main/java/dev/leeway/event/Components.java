package dev.leeway.event;

import java.util.Arrays;

/** The components of a row's vectors, one after the other. For one thread. */
final class Components {

  private double[] values = new double[64];
  private int held;

  /** Where the vector at hand begins. */
  private int start;

  void clear() {
    held = 0;
    start = 0;
  }

  void add(double value) {
    if (held == values.length) values = Arrays.copyOf(values, held * 2);
    values[held++] = value;
  }

  /** Where the vector at hand begins. */
  int start() {
    return start;
  }

  /** Ends the vector at hand; its number of components is returned. */
  int end() {
    int length = held - start;
    start = held;
    return length;
  }

  double[] values() {
    return values;
  }
}
