package dev.leeway.profile;

import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

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

    Outside minus(Outside part) {
      return new Outside(
          Counts.rest(newCategory, part.newCategory),
          Counts.rest(wrongType, part.wrongType),
          Counts.rest(mismatched, part.mismatched));
    }
  }

  /**
   * @param categories become its own: nobody changes them any more
   */
  CategoricalProfile(
      long[] categories, Outside outside, TopItems newNames, DistinctSketch newDistinct) {
    this.categories = categories;
    this.outside = requireNonNull(outside, "outside");
    this.newNames = requireNonNull(newNames, "newNames");
    this.newDistinct = requireNonNull(newDistinct, "newDistinct");
  }

  /** Of a column without pattern. */
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
    return Counts.total(categories) + outside.newCategory() + outside.wrongType();
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
  public int bins() {
    return categories.length;
  }

  @Override
  public long special(SpecialBin bin) {
    return switch (bin) {
      case WRONG_TYPE -> outside.wrongType();
      case NEW_CATEGORY -> outside.newCategory();
      case MISSING, NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY -> 0;
    };
  }

  /**
   * Names of categories the reference does not name, with bounds on their counts; those of rows
   * that came after the last {@linkplain #subtract subtraction}.
   */
  public TopItems newNames() {
    return newNames;
  }

  /**
   * Rows of each category the reference does not name. Empty where these are not all known: there
   * are too many, some came before a {@linkplain #subtract subtraction}, or a name is so long that
   * only its beginning was kept.
   */
  public Optional<SortedMap<String, Long>> newCounts() {
    if (outside.newCategory() == 0) return Optional.of(Collections.emptySortedMap());
    return newNames
        .all()
        .filter(all -> sum(all.values()) == outside.newCategory())
        .filter(all -> all.keySet().stream().allMatch(CategoricalCounter::isWhole));
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Estimated number of different values, those of the reference that were seen among them. */
  public double distinct() {
    return Arrays.stream(categories).filter(count -> count > 0).count() + newDistinct.estimate();
  }

  @Override
  public long mismatched() {
    return outside.mismatched();
  }

  /** The same counts with another description. */
  CategoricalProfile describedBy(TopItems newNames, DistinctSketch newDistinct) {
    return new CategoricalProfile(categories, outside, newNames, newDistinct);
  }

  /** Rows per category; not to be changed. */
  long[] ownCounts() {
    return categories;
  }

  Outside outside() {
    return outside;
  }

  DistinctSketch newDistinct() {
    return newDistinct;
  }

  @Override
  public CategoricalProfile merge(ColumnProfile other) {
    CategoricalProfile that = alike(other);
    return new CategoricalProfile(
        Counts.sum(categories, that.categories),
        outside.plus(that.outside),
        newNames.merge(that.newNames),
        newDistinct.merge(that.newDistinct));
  }

  @Override
  public CategoricalProfile subtract(ColumnProfile part) {
    CategoricalProfile that = alike(part);
    boolean keepsNames = that.outside.newCategory() == 0;
    return new CategoricalProfile(
        Counts.rest(categories, that.categories),
        outside.minus(that.outside),
        keepsNames ? newNames : new TopItems(),
        keepsNames ? newDistinct : new DistinctSketch());
  }

  private CategoricalProfile alike(ColumnProfile other) {
    if (other instanceof CategoricalProfile that && that.categories.length == categories.length) {
      return that;
    }
    throw new IllegalArgumentException("profiles of different layouts do not go together");
  }
}
