package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.QuantileSketch;
import java.util.Arrays;

/** What is remembered of a numeric column. */
public final class NumericProfile implements ColumnProfile {

  private final long[] bins;
  private final Outside outside;
  private final double min;
  private final double max;
  private final Moments moments;
  private final QuantileSketch quantiles;

  /** Rows whose value lies in no bin. */
  record Outside(long nan, long positiveInfinity, long negativeInfinity, long wrongType) {

    static final Outside NONE = new Outside(0, 0, 0, 0);

    Outside plus(Outside other) {
      return new Outside(
          nan + other.nan,
          positiveInfinity + other.positiveInfinity,
          negativeInfinity + other.negativeInfinity,
          wrongType + other.wrongType);
    }

    long total() {
      return nan + positiveInfinity + negativeInfinity + wrongType;
    }
  }

  /** Smallest and largest finite value; NaN for none. */
  record Range(double min, double max) {}

  NumericProfile(
      long[] bins, Outside outside, Range range, Moments moments, QuantileSketch quantiles) {
    this.bins = bins.clone();
    this.outside = requireNonNull(outside, "outside");
    this.min = range.min();
    this.max = range.max();
    this.moments = requireNonNull(moments, "moments");
    this.quantiles = requireNonNull(quantiles, "quantiles");
  }

  @Override
  public long present() {
    return finite() + outside.total();
  }

  /** Rows with a finite number. */
  public long finite() {
    return Arrays.stream(bins).sum();
  }

  @Override
  public long wrongType() {
    return outside.wrongType();
  }

  @Override
  public long[] counts() {
    return bins.clone();
  }

  @Override
  public long special(SpecialBin bin) {
    return switch (bin) {
      case NAN -> outside.nan();
      case POSITIVE_INFINITY -> outside.positiveInfinity();
      case NEGATIVE_INFINITY -> outside.negativeInfinity();
      case WRONG_TYPE -> outside.wrongType();
      case MISSING, NEW_CATEGORY -> 0;
    };
  }

  /** Smallest finite value; NaN if there is none. */
  public double min() {
    return min;
  }

  /** Largest finite value; NaN if there is none. */
  public double max() {
    return max;
  }

  public Moments moments() {
    return moments;
  }

  public QuantileSketch quantiles() {
    return quantiles;
  }

  /** The same counts with another description. */
  NumericProfile describedBy(Moments moments, QuantileSketch quantiles) {
    return new NumericProfile(bins, outside, new Range(min, max), moments, quantiles);
  }

  Outside outside() {
    return outside;
  }

  @Override
  public NumericProfile merge(ColumnProfile other) {
    if (!(other instanceof NumericProfile that) || that.bins.length != bins.length) {
      throw new IllegalArgumentException("profiles of different layouts do not merge");
    }
    return new NumericProfile(
        Counts.sum(bins, that.bins),
        outside.plus(that.outside),
        new Range(lower(min, that.min), upper(max, that.max)),
        moments.merge(that.moments),
        quantiles.merge(that.quantiles));
  }

  private static double lower(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : Math.min(a, b);
  }

  private static double upper(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : Math.max(a, b);
  }
}
