package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.QuantileSketch;

/** What is remembered of a numeric column. */
public final class NumericProfile implements ColumnProfile {

  private final long[] bins;
  private final Outside outside;
  private final double min;
  private final double max;
  private final Moments moments;
  private final QuantileSketch quantiles;

  private final Extra extra;

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

    Outside minus(Outside part) {
      return new Outside(
          Counts.rest(nan, part.nan),
          Counts.rest(positiveInfinity, part.positiveInfinity),
          Counts.rest(negativeInfinity, part.negativeInfinity),
          Counts.rest(wrongType, part.wrongType));
    }

    long total() {
      return nan + positiveInfinity + negativeInfinity + wrongType;
    }
  }

  /** Smallest and largest finite value; NaN for none. */
  record Range(double min, double max) {

    static final Range NONE = new Range(Double.NaN, Double.NaN);
  }

  /** What only columns of text and of vectors have. */
  record Extra(long mismatched, VectorSums vectors) {

    static final Extra NONE = new Extra(0, VectorSums.NONE);

    Extra plus(Extra other) {
      return new Extra(Math.addExact(mismatched, other.mismatched), vectors.merge(other.vectors));
    }

    Extra minus(Extra part) {
      return new Extra(Counts.rest(mismatched, part.mismatched), vectors.subtract(part.vectors));
    }
  }

  /**
   * @param bins become its own: nobody changes them any more
   */
  NumericProfile(
      long[] bins, Outside outside, Range range, Moments moments, QuantileSketch quantiles) {
    this.bins = bins;
    this.outside = requireNonNull(outside, "outside");
    this.min = range.min();
    this.max = range.max();
    this.moments = requireNonNull(moments, "moments");
    this.quantiles = requireNonNull(quantiles, "quantiles");
    extra = Extra.NONE;
  }

  /** The given profile with something extra. */
  private NumericProfile(NumericProfile plain, Extra extra) {
    bins = plain.bins;
    outside = plain.outside;
    min = plain.min;
    max = plain.max;
    moments = plain.moments;
    quantiles = plain.quantiles;
    this.extra = requireNonNull(extra, "extra");
  }

  NumericProfile with(Extra given) {
    return new NumericProfile(this, given);
  }

  @Override
  public long present() {
    return finite() + outside.total();
  }

  /** Rows with a finite number. */
  public long finite() {
    return Counts.total(bins);
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
  public int bins() {
    return bins.length;
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

  /**
   * Smallest finite value; NaN if there is none. Once rows were {@linkplain #subtract subtracted},
   * a bound that no value lies below.
   */
  public double min() {
    return min;
  }

  /**
   * Largest finite value; NaN if there is none. Once rows were {@linkplain #subtract subtracted}, a
   * bound that no value lies above.
   */
  public double max() {
    return max;
  }

  public Moments moments() {
    return moments;
  }

  /** Of the finite values; of those that came after the last {@linkplain #subtract subtraction}. */
  public QuantileSketch quantiles() {
    return quantiles;
  }

  /**
   * Whether {@link #quantiles} are those of all finite values, and not only of some that came after
   * a subtraction. A sample stands for about as many values as there were.
   */
  public boolean isDescribed() {
    return finite() > 0 && Math.abs(quantiles.count() - finite()) <= finite() / 10;
  }

  /** The bound on the rank error of one quantile, with 99 % confidence. */
  public double quantileRankError() {
    return quantiles.rankError();
  }

  @Override
  public long mismatched() {
    return extra.mismatched();
  }

  /** Sums of the vectors' components; {@link VectorSums#NONE} for any other kind of column. */
  public VectorSums vectors() {
    return extra.vectors();
  }

  /** The same counts with another description. */
  NumericProfile describedBy(Range range, Moments moments, QuantileSketch quantiles) {
    return new NumericProfile(bins, outside, range, moments, quantiles).with(extra);
  }

  /** Rows per bin; not to be changed. */
  long[] ownCounts() {
    return bins;
  }

  Outside outside() {
    return outside;
  }

  @Override
  public NumericProfile merge(ColumnProfile other) {
    NumericProfile that = alike(other);
    return new NumericProfile(
            Counts.sum(bins, that.bins),
            outside.plus(that.outside),
            new Range(lower(min, that.min), upper(max, that.max)),
            moments.merge(that.moments),
            quantiles.merge(that.quantiles))
        .with(extra.plus(that.extra));
  }

  @Override
  public NumericProfile subtract(ColumnProfile part) {
    NumericProfile that = alike(part);
    long left = finite() - that.finite();
    return new NumericProfile(
            Counts.rest(bins, that.bins),
            outside.minus(that.outside),
            left == 0 ? Range.NONE : new Range(min, max),
            moments.subtract(that.moments),
            that.finite() == 0 ? quantiles : new QuantileSketch())
        .with(extra.minus(that.extra));
  }

  private NumericProfile alike(ColumnProfile other) {
    if (other instanceof NumericProfile that && that.bins.length == bins.length) return that;
    throw new IllegalArgumentException("profiles of different layouts do not go together");
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
