package dev.leeway.reference;

import dev.leeway.profile.Frozen;
import dev.leeway.profile.VectorGrid;

/** The vectors of one column: their norms, their mean, and how large their components get. */
final class VectorSample {

  private final NumberSample norms;
  private double[] sums = new double[0];
  private double largest;
  private boolean summed = true;

  VectorSample(int kept) {
    norms = new NumberSample(kept);
  }

  /** A vector of which the norm alone is known. */
  void add(double norm) {
    norms.add(norm);
    summed = false;
  }

  /** The first vector says how many components there are; others have the wrong type. */
  void add(double[] components) {
    if (sums.length == 0) sums = new double[Math.min(components.length, VectorGrid.MOST + 1)];
    if (sums.length != components.length) {
      summed &= sums.length <= VectorGrid.MOST;
      if (!summed) norms.add(norm(components));
      return;
    }
    double norm = norm(components);
    norms.add(norm);
    if (!Double.isFinite(norm)) return;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += components[i];
      largest = Math.max(largest, Math.abs(components[i]));
    }
  }

  ReferenceGrid norms() {
    return norms.grid();
  }

  /** What is needed to sum such vectors; nothing where they are not all known or too long. */
  Frozen grid() {
    boolean known = summed && sums.length > 0 && sums.length <= VectorGrid.MOST;
    return known ? VectorGrid.of(sums, largest) : Frozen.Nothing.NOTHING;
  }

  static double norm(double[] components) {
    double squares = 0;
    for (double component : components) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }
}
