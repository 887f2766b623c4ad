package dev.leeway.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts a column of vectors: norms, likeness to the reference's mean, sums. For one thread. */
final class VectorCounter implements Counter {

  private final NumericCounter norms;
  private final @Nullable NumericCounter similarities;
  private final VectorGrid grid;
  private final long[] sums;
  private final long[] squares;
  private long rows;

  /**
   * @param similarities is built and cleared at its own place
   */
  VectorCounter(NumericCounter norms, @Nullable NumericCounter similarities, VectorGrid grid) {
    this.norms = norms;
    this.similarities = similarities;
    this.grid = grid;
    sums = new long[grid.dimension()];
    squares = new long[grid.dimension()];
  }

  /** A vector of which the norm alone is known. */
  void addNorm(double norm) {
    norms.add(norm);
    if (similarities != null) similarities.addWrongType();
  }

  /** A vector of another number of components than the reference's is of the wrong type. */
  void add(double[] components, int offset, int length) {
    if (length != sums.length) {
      addWrongType();
      return;
    }
    double norm = norm(components, offset, length);
    norms.add(norm);
    if (!Double.isFinite(norm)) {
      if (similarities != null) similarities.add(Double.NaN);
      return;
    }
    rows++;
    double along = 0;
    for (int i = 0; i < length; i++) {
      double component = components[offset + i];
      along += component * grid.direction(i);
      long units = grid.units(component);
      sums[i] += units;
      squares[i] += units * units;
    }
    if (similarities != null) {
      similarities.add(norm == 0 ? 0 : Math.max(-1, Math.min(1, along / norm)));
    }
  }

  @Override
  public void addWrongType() {
    norms.addWrongType();
    if (similarities != null) similarities.addWrongType();
  }

  @Override
  public NumericProfile build() {
    VectorSums vectors = rows == 0 ? VectorSums.NONE : new VectorSums(rows, sums, squares);
    return norms.build().with(new NumericProfile.Extra(0, vectors));
  }

  @Override
  public void clear() {
    norms.clear();
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    rows = 0;
  }

  static double norm(double[] components, int offset, int length) {
    double squares = 0;
    for (int i = offset; i < offset + length; i++) {
      squares += components[i] * components[i];
    }
    return Math.sqrt(squares);
  }
}
