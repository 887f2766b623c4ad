package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import java.util.Arrays;

/** What is remembered of a categorical or boolean column. */
public final class CategoricalProfile implements ColumnProfile {

  private final long[] categories;
  private final long newCategory;
  private final long wrongType;
  private final TopItems newNames;
  private final DistinctSketch newDistinct;

  CategoricalProfile(
      long[] categories,
      long newCategory,
      long wrongType,
      TopItems newNames,
      DistinctSketch newDistinct) {
    this.categories = categories.clone();
    this.newCategory = newCategory;
    this.wrongType = wrongType;
    this.newNames = requireNonNull(newNames, "newNames");
    this.newDistinct = requireNonNull(newDistinct, "newDistinct");
  }

  @Override
  public long present() {
    return Arrays.stream(categories).sum() + newCategory + wrongType;
  }

  @Override
  public long wrongType() {
    return wrongType;
  }

  @Override
  public long[] counts() {
    return categories.clone();
  }

  @Override
  public long special(SpecialBin bin) {
    return switch (bin) {
      case WRONG_TYPE -> wrongType;
      case NEW_CATEGORY -> newCategory;
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

  /** The same counts with another description. */
  CategoricalProfile describedBy(TopItems newNames, DistinctSketch newDistinct) {
    return new CategoricalProfile(categories, newCategory, wrongType, newNames, newDistinct);
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
        Math.addExact(newCategory, that.newCategory),
        Math.addExact(wrongType, that.wrongType),
        newNames.merge(that.newNames),
        newDistinct.merge(that.newDistinct));
  }
}
