package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import org.jspecify.annotations.Nullable;

/** Counts one categorical column, value by value. For one thread. */
final class CategoricalCounter implements Counter {

  /** Longest part of a new category's name that is kept, in bytes. */
  private static final int MAX_NAME = 128;

  private final BinCounts categories;
  private long newCategory;
  private long wrongType;
  private long newMismatched;
  private final @Nullable PatternCheck check;
  private TopItems newNames = new TopItems();
  private DistinctSketch newDistinct = new DistinctSketch();

  /**
   * @param categories how many the layout names
   */
  CategoricalCounter(int categories, @Nullable PatternCheck check) {
    this.check = check;
    this.categories = new BinCounts(categories);
  }

  @Override
  public void count(RowSlots slots, int slot, PendingRows pending) {
    int[] rows = pending.rows();
    int size = pending.size();
    int[] counts = categories.toAdd(size);
    for (int i = 0; i < size; i++) {
      int word = slots.word(rows[i], slot);
      if (word >= 0) counts[word]++;
      else if (word != RowSlots.MISSING) countOther(word, slots.texts());
    }
  }

  /** Whether a kept name stands for one category: it was not cut, nor were its bytes no text. */
  static boolean isWhole(String name) {
    return name.indexOf('\uFFFD') < 0 && name.getBytes(UTF_8).length < MAX_NAME;
  }

  @Override
  public CategoricalProfile build() {
    long[] counts = categories.sum();
    long mismatched = check == null ? 0 : check.mismatched(counts) + newMismatched;
    return new CategoricalProfile(
        counts,
        new CategoricalProfile.Outside(newCategory, wrongType, mismatched),
        newNames,
        newDistinct);
  }

  @Override
  public void clear() {
    categories.clear();
    newCategory = 0;
    wrongType = 0;
    newMismatched = 0;
    newNames = new TopItems();
    newDistinct = new DistinctSketch();
  }

  private void countOther(int word, Spans texts) {
    if (word == RowSlots.WRONG) {
      wrongType++;
      return;
    }
    int text = RowSlots.spanOf(word);
    byte[] bytes = texts.bytes();
    int offset = texts.offset(text);
    int length = texts.length(text);
    newCategory++;
    newDistinct.add(texts.hash(text));
    newNames.add(new String(bytes, offset, Math.min(length, MAX_NAME), UTF_8));
    if (check != null && check.isMismatch(new String(bytes, offset, length, UTF_8))) {
      newMismatched++;
    }
  }
}
