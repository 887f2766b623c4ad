package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ByteDictionary;
import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts one categorical column, value by value. For one thread. */
final class CategoricalCounter implements Counter {

  /** Longest part of a new category's name that is kept, in bytes. */
  private static final int MAX_NAME = 128;

  private final ByteDictionary dictionary;
  private final long[] categories;
  private long newCategory;
  private long wrongType;
  private long newMismatched;
  private final @Nullable PatternCheck check;
  private TopItems newNames = new TopItems();
  private DistinctSketch newDistinct = new DistinctSketch();

  CategoricalCounter(ByteDictionary dictionary, @Nullable PatternCheck check) {
    this.dictionary = dictionary;
    this.check = check;
    categories = new long[dictionary.size()];
  }

  /** The place of the category, or a negative number if it is new. */
  int add(byte[] bytes, int offset, int length) {
    int category = dictionary.find(bytes, offset, length);
    if (category >= 0) {
      categories[category]++;
    } else {
      addNew(bytes, offset, length);
    }
    return category;
  }

  /** Whether a kept name stands for one category: it was not cut, nor were its bytes no text. */
  static boolean isWhole(String name) {
    return name.indexOf('\uFFFD') < 0 && name.getBytes(UTF_8).length < MAX_NAME;
  }

  @Override
  public void addWrongType() {
    wrongType++;
  }

  @Override
  public CategoricalProfile build() {
    long mismatched = check == null ? 0 : check.mismatched(categories) + newMismatched;
    return new CategoricalProfile(
        categories,
        new CategoricalProfile.Outside(newCategory, wrongType, mismatched),
        newNames,
        newDistinct);
  }

  @Override
  public void clear() {
    Arrays.fill(categories, 0);
    newCategory = 0;
    wrongType = 0;
    newMismatched = 0;
    newNames = new TopItems();
    newDistinct = new DistinctSketch();
  }

  private void addNew(byte[] bytes, int offset, int length) {
    newCategory++;
    newDistinct.add(ByteDictionary.hash(bytes, offset, length));
    newNames.add(new String(bytes, offset, Math.min(length, MAX_NAME), UTF_8));
    if (check != null && check.isMismatch(new String(bytes, offset, length, UTF_8))) {
      newMismatched++;
    }
  }
}
