package dev.leeway.profile;

import dev.leeway.sketch.QuantileSketch;
import java.util.Arrays;
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

  /** By what their rows stand for; those of samples are null while there are none. */
  private final @Nullable QuantileSketch[] quantiles = new QuantileSketch[RowSample.LEVELS];

  NumericCounter(Edges edges) {
    this.edges = edges;
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
    int[] counts = bins.toAdd(size);
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
    describe(column, pending);
  }

  private static double firstFinite(Column column, PendingRows pending) {
    for (int i = 0; i < pending.size(); i++) {
      long bits = column.of(pending.rows()[i]);
      if (Cells.isFinite(bits)) return Double.longBitsToDouble(bits);
    }
    return 0;
  }

  private void describe(Column column, PendingRows pending) {
    for (int level = 0; level < RowSample.LEVELS; level++) {
      int to = pending.sampledTo(level);
      for (int i = pending.sampledFrom(level); i < to; i++) {
        long bits = column.of(pending.sampled()[i]);
        if (Cells.isFinite(bits)) quantiles(level).add(Double.longBitsToDouble(bits) + 0.0);
      }
    }
  }

  private QuantileSketch quantiles(int level) {
    QuantileSketch known = quantiles[level];
    if (known != null) return known;
    QuantileSketch made = new QuantileSketch();
    quantiles[level] = made;
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
    QuantileSketch all = quantiles(0);
    for (int level = 1; level < RowSample.LEVELS; level++) {
      QuantileSketch sampled = quantiles[level];
      if (sampled != null) all = all.merge(sampled.weighing(RowSample.weight(level)));
    }
    return new NumericProfile(
        bins.sum(),
        new NumericProfile.Outside(nan, positiveInfinity, negativeInfinity, wrongType),
        finite == 0 ? NumericProfile.Range.NONE : new NumericProfile.Range(min, max),
        Moments.ofShiftedSums(finite, pivot, s1, s2, s3, s4),
        all);
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
    Arrays.fill(quantiles, null);
  }
}
