package dev.leeway.profile;

/**
 * What a profile remembers of one column: exact counts that decide, and sketches that describe.
 *
 * <p>{@link #merge} is commutative and associative in the counts, changes neither side, and keeps
 * the sketches' error bounds.
 */
public sealed interface ColumnProfile permits NumericProfile, CategoricalProfile {

  /** Rows in which the column held a value, whatever value. */
  long present();

  /** Rows in which the value had another type than the column. */
  long wrongType();

  /** Rows per bin of the layout, as a copy; see {@link #special} for those outside all bins. */
  long[] counts();

  /**
   * Rows with special values, in the order of {@link SpecialBin}; missing is the profile's to tell.
   */
  long special(SpecialBin bin);

  /**
   * @throws IllegalArgumentException if the other is of another kind or grid
   */
  ColumnProfile merge(ColumnProfile other);
}
