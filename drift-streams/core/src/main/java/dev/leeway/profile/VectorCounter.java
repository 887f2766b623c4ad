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

  @Override
  public void count(RowSlots slots, int slot, PendingRows pending) {
    long[] normCells = slots.scratch(Facet.VALUE);
    long[] similarityCells = slots.scratch(Facet.SIMILARITY);
    for (int i = 0; i < pending.size(); i++) {
      int row = pending.rows()[i];
      int word = slots.word(row, slot);
      long missing = word == RowSlots.MISSING ? Cells.MISSING : Cells.WRONG;
      normCells[row] = missing;
      similarityCells[row] = missing;
      if (word >= RowSlots.WRONG) continue;
      Vectors vectors = slots.vectors();
      int vector = RowSlots.spanOf(word);
      int length = vectors.length(vector);
      double[] components = vectors.components();
      if (length == Vectors.NORM_ONLY) {
        normCells[row] = Cells.of(components[vectors.offset(vector)]);
      } else if (length == sums.length) {
        double norm = norm(components, vectors.offset(vector), length);
        normCells[row] = Cells.of(norm);
        similarityCells[row] = Cells.of(similarity(components, vectors.offset(vector), norm));
      }
      // A vector of another number of components than the reference's is of the wrong type.
    }
    norms.count(new NumericCounter.Column(normCells, 0, 1), pending);
    if (similarities != null) {
      similarities.count(new NumericCounter.Column(similarityCells, 0, 1), pending);
    }
  }

  /** Likeness to the reference's mean; sums the components up along the way. */
  private double similarity(double[] components, int offset, double norm) {
    if (!Double.isFinite(norm)) return Double.NaN;
    rows++;
    double along = 0;
    for (int i = 0; i < sums.length; i++) {
      double component = components[offset + i];
      along += component * grid.direction(i);
      long units = grid.units(component);
      sums[i] += units;
      squares[i] += units * units;
    }
    return norm == 0 ? 0 : Math.max(-1, Math.min(1, along / norm));
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
