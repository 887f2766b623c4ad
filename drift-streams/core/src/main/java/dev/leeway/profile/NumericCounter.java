package dev.leeway.profile;

import dev.leeway.sketch.NumberSample;
import dev.leeway.sketch.QuantileSketch;
import org.jspecify.annotations.Nullable;

/** Counts one numeric column. For one thread. */
final class NumericCounter implements Counter {

  private final Edges edges;
  private final BinCounts bins;
  private long nan;
  private long positiveInfinity;
  private long negativeInfinity;
  private long wrongType;
  private double min;
  private double max;

  /** Power sums of deviations from the first value, near enough to the mean to keep digits. */
  private double pivot;

  private long finite;
  private double s1;
  private double s2;
  private double s3;
  private double s4;

  /** Describes the numbers, unless there are so many that a sample has to do. */
  private @Nullable QuantileSketch quantiles;

  private final NumberSample sample = new NumberSample();
  private final boolean sampled;

  /**
   * @param sampled whether quantiles are to be those of a sample
   */
  NumericCounter(Edges edges, boolean sampled) {
    this.edges = edges;
    this.sampled = sampled;
    bins = new BinCounts(edges.bins());
    clear();
  }

  @Override
  public void count(RowSlots slots, int slot, PendingRows pending) {
    count(slots.numbers(slot), pending);
  }

  /**
   * Numbers of a column, {@link Cells} all.
   *
   * @param first where that of the block's first row is
   * @param width from one row to the next
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes them
  record Column(long[] cells, int first, int width) {

    long of(int row) {
      return cells[first + row * width];
    }
  }

  void count(Column column, PendingRows pending) {
    int[] rows = pending.rows();
    int size = pending.size();
    char[] counts = bins.toAdd(size);
    if (finite == 0) pivot = firstFinite(column, pending);
    // In locals, because the compiler would write each back for every row.
    double low = min;
    double high = max;
    double d1 = s1;
    double d2 = s2;
    double d3 = s3;
    double d4 = s4;
    int others = 0;
    for (int i = 0; i < size; i++) {
      long bits = column.of(rows[i]);
      if (!Cells.isFinite(bits)) {
        others++;
        countNonFinite(bits);
        continue;
      }
      // Makes 0.0 of -0.0: which of the two comes first must not show in the extremes.
      double value = Double.longBitsToDouble(bits) + 0.0;
      counts[edges.bin(value)]++;
      if (value < low) low = value;
      if (value > high) high = value;
      double d = value - pivot;
      double dd = d * d;
      d1 += d;
      d2 += dd;
      d3 += dd * d;
      d4 += dd * dd;
    }
    finite += size - others;
    min = low;
    max = high;
    s1 = d1;
    s2 = d2;
    s3 = d3;
    s4 = d4;
    if (!sampled || !sample.passes(size - others)) describe(column, pending);
  }

  private static double firstFinite(Column column, PendingRows pending) {
    for (int i = 0; i < pending.size(); i++) {
      long bits = column.of(pending.rows()[i]);
      if (Cells.isFinite(bits)) return Double.longBitsToDouble(bits);
    }
    return 0;
  }

  private void describe(Column column, PendingRows pending) {
    for (int i = 0; i < pending.size(); i++) {
      long bits = column.of(pending.rows()[i]);
      if (!Cells.isFinite(bits)) continue;
      double value = Double.longBitsToDouble(bits) + 0.0;
      if (sampled) sample.add(value);
      else quantiles().add(value);
    }
  }

  private QuantileSketch quantiles() {
    QuantileSketch known = quantiles;
    if (known != null) return known;
    QuantileSketch made = new QuantileSketch();
    quantiles = made;
    return made;
  }

  private void countNonFinite(long bits) {
    if (bits == Cells.MISSING) return;
    double value = Double.longBitsToDouble(bits);
    if (bits == Cells.WRONG) wrongType++;
    else if (Double.isNaN(value)) nan++;
    else if (value > 0) positiveInfinity++;
    else negativeInfinity++;
  }

  @Override
  public NumericProfile build() {
    return new NumericProfile(
        bins.sum(),
        new NumericProfile.Outside(nan, positiveInfinity, negativeInfinity, wrongType),
        finite == 0 ? NumericProfile.Range.NONE : new NumericProfile.Range(min, max),
        Moments.ofShiftedSums(finite, pivot, s1, s2, s3, s4),
        sampled ? sample.toSketch(min, max) : quantiles());
  }

  @Override
  public void clear() {
    bins.clear();
    nan = 0;
    positiveInfinity = 0;
    negativeInfinity = 0;
    wrongType = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    pivot = 0;
    finite = 0;
    s1 = 0;
    s2 = 0;
    s3 = 0;
    s4 = 0;
    quantiles = null;
    sample.clear();
  }
}
