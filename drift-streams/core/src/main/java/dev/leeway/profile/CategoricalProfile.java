package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import java.util.Arrays;

/** What is remembered of a categorical or boolean column. */
public final class CategoricalProfile implements ColumnProfile {

  private final long[] categories;
  private final Outside outside;
  private final TopItems newNames;
  private final DistinctSketch newDistinct;

  /** Rows in none of the categories, and rows of any that do not match the column's pattern. */
  record Outside(long newCategory, long wrongType, long mismatched) {

    Outside plus(Outside other) {
      return new Outside(
          Math.addExact(newCategory, other.newCategory),
          Math.addExact(wrongType, other.wrongType),
          Math.addExact(mismatched, other.mismatched));
    }
  }

  CategoricalProfile(
      long[] categories, Outside outside, TopItems newNames, DistinctSketch newDistinct) {
    this.categories = categories.clone();
    this.outside = requireNonNull(outside, "outside");
    this.newNames = requireNonNull(newNames, "newNames");
    this.newDistinct = requireNonNull(newDistinct, "newDistinct");
  }

  /** Of a column that has no pattern. */
  CategoricalProfile(
      long[] categories,
      long newCategory,
      long wrongType,
      TopItems newNames,
      DistinctSketch newDistinct) {
    this(categories, new Outside(newCategory, wrongType, 0), newNames, newDistinct);
  }

  @Override
  public long present() {
    return Arrays.stream(categories).sum() + outside.newCategory() + outside.wrongType();
  }

  @Override
  public long wrongType() {
    return outside.wrongType();
  }

  @Override
  public long[] counts() {
    return categories.clone();
  }

  @Override
  public long special(SpecialBin bin) {
    return switch (bin) {
      case WRONG_TYPE -> outside.wrongType();
      case NEW_CATEGORY -> outside.newCategory();
      case MISSING, NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY -> 0;
    };
  }

  /** Names of categories the reference does not name, with bounds on their counts. */
  public TopItems newNames() {
    return newNames;
  }

  /** Estimated number of different values, those of the reference that were seen among them. */
  public double distinct() {
    return Arrays.stream(categories).filter(count -> count > 0).count() + newDistinct.estimate();
  }

  /** Rows whose value does not match the column's pattern as a whole; 0 if it has none. */
  public long mismatched() {
    return outside.mismatched();
  }

  /** The same counts with another description. */
  CategoricalProfile describedBy(TopItems newNames, DistinctSketch newDistinct) {
    return new CategoricalProfile(categories, outside, newNames, newDistinct);
  }

  Outside outside() {
    return outside;
  }

  DistinctSketch newDistinct() {
    return newDistinct;
  }

  @Override
  public CategoricalProfile merge(ColumnProfile other) {
    if (!(other instanceof CategoricalProfile that)
        || that.categories.length != categories.length) {
      throw new IllegalArgumentException("profiles of different layouts do not merge");
    }
    return new CategoricalProfile(
        Counts.sum(categories, that.categories),
        outside.plus(that.outside),
        newNames.merge(that.newNames),
        newDistinct.merge(that.newDistinct));
  }
}
