package dev.leeway.profile;

import dev.leeway.sketch.QuantileSketch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts one numeric column, value by value. For one thread. */
final class NumericCounter implements Counter {

  private final Edges edges;
  private final RowSample sample;
  private final long[] bins;
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
  private QuantileSketch quantiles = new QuantileSketch();

  /** Of rows that stand for several; null while there are none. */
  private @Nullable QuantileSketch sampled;

  /**
   * @param sample which rows the quantiles are taken of
   */
  NumericCounter(Edges edges, RowSample sample) {
    this.edges = edges;
    this.sample = sample;
    bins = new long[edges.bins()];
    clear();
  }

  void add(double given) {
    if (!Double.isFinite(given)) {
      addNonFinite(given);
      return;
    }
    // Makes 0.0 of -0.0: which of the two comes first must not show in the extremes.
    double value = given + 0.0;
    bins[edges.bin(value)]++;
    if (finite == 0) pivot = value;
    finite++;
    if (!(value >= min)) min = value;
    if (!(value <= max)) max = value;
    double d = value - pivot;
    double dd = d * d;
    s1 += d;
    s2 += dd;
    s3 += dd * d;
    s4 += dd * dd;
    if (sample.taken()) describe(value);
  }

  @Override
  public void addWrongType() {
    wrongType++;
  }

  @Override
  public NumericProfile build() {
    return new NumericProfile(
        bins,
        new NumericProfile.Outside(nan, positiveInfinity, negativeInfinity, wrongType),
        new NumericProfile.Range(min, max),
        Moments.ofShiftedSums(finite, pivot, s1, s2, s3, s4),
        sampled == null ? quantiles : quantiles.withSample(sampled, RowSample.ONE_OF));
  }

  @Override
  public void clear() {
    Arrays.fill(bins, 0);
    nan = 0;
    positiveInfinity = 0;
    negativeInfinity = 0;
    wrongType = 0;
    min = Double.NaN;
    max = Double.NaN;
    pivot = 0;
    finite = 0;
    s1 = 0;
    s2 = 0;
    s3 = 0;
    s4 = 0;
    quantiles = new QuantileSketch();
    sampled = null;
  }

  private void describe(double value) {
    if (!sample.sampling()) {
      quantiles.add(value);
      return;
    }
    QuantileSketch into = sampled;
    if (into == null) {
      into = new QuantileSketch();
      sampled = into;
    }
    into.add(value);
  }

  private void addNonFinite(double value) {
    if (Double.isNaN(value)) nan++;
    else if (value > 0) positiveInfinity++;
    else negativeInfinity++;
  }
}
