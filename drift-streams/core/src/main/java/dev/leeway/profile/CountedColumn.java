package dev.leeway.profile;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;

/**
 * Columns of which nothing but counts is known, as in simulations: they decide as any other, and
 * their extremes, moments and sketches are those of no rows.
 */
public final class CountedColumn {

  private static final NumericProfile.Range NO_RANGE =
      new NumericProfile.Range(Double.NaN, Double.NaN);

  private CountedColumn() {}

  /** Rows per bin of a numeric layout. */
  public static NumericProfile ofBins(long[] bins) {
    return new NumericProfile(
        bins.clone(), NumericProfile.Outside.NONE, NO_RANGE, Moments.NONE, new QuantileSketch());
  }

  /**
   * Rows per category of a categorical layout.
   *
   * @param newCategory rows whose category the layout does not name
   */
  public static CategoricalProfile ofCategories(long[] categories, long newCategory) {
    return new CategoricalProfile(
        categories.clone(), newCategory, 0, new TopItems(), new DistinctSketch());
  }
}
