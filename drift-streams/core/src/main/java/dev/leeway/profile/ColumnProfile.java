package dev.leeway.profile;

/**
 * What a profile remembers of one column: exact counts that decide, and sketches that describe.
 *
 * <p>{@link #merge} is commutative and associative in the counts, changes neither side, and keeps
 * the sketches' error bounds. {@link #subtract} undoes it in the counts.
 */
public sealed interface ColumnProfile permits NumericProfile, CategoricalProfile {

  /** Rows in which the column held a value, whatever value. */
  long present();

  /** Rows in which the value had another type than the column. */
  long wrongType();

  /** Rows per bin of the layout, as a copy; see {@link #special} for those outside all bins. */
  long[] counts();

  /** How many {@link #counts} there are. */
  int bins();

  /**
   * Rows with special values, in the order of {@link SpecialBin}; missing is the profile's to tell.
   */
  long special(SpecialBin bin);

  /** Rows whose value does not match the column's pattern as a whole; 0 if it has none. */
  long mismatched();

  /**
   * @throws IllegalArgumentException if the other is of another kind or grid
   */
  ColumnProfile merge(ColumnProfile other);

  /**
   * The rows without some that are among them: counts and sums exactly. Sketches cannot give rows
   * back, so they are empty afterwards, and extremes are bounds that need not occur.
   *
   * @throws IllegalArgumentException if the part is of another kind or grid, or holds more rows in
   *     a bin
   */
  ColumnProfile subtract(ColumnProfile part);
}
