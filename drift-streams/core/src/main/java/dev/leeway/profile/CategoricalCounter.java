package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.ItemCounter;
import dev.leeway.sketch.TopItems;
import org.jspecify.annotations.Nullable;

/** Counts one categorical column, value by value. For one thread. */
final class CategoricalCounter implements Counter {

  /** Of no new categories: never changed. */
  private static final TopItems NO_NAMES = new TopItems();

  private static final DistinctSketch NO_DISTINCT = new DistinctSketch();

  private final BinCounts categories;
  private long newCategory;
  private long wrongType;
  private long newMismatched;
  private final @Nullable PatternCheck check;
  private @Nullable NewValues newValues;

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
    char[] counts = categories.toAdd(size);
    for (int i = 0; i < size; i++) {
      int word = slots.word(rows[i], slot);
      if (word >= 0) counts[word]++;
      else if (word != RowSlots.MISSING) countOther(word, slots.texts());
    }
  }

  /** Whether a kept name stands for one category: it was not cut, nor were its bytes no text. */
  static boolean isWhole(String name) {
    return name.indexOf('\uFFFD') < 0 && name.getBytes(UTF_8).length < ItemCounter.MOST_BYTES;
  }

  @Override
  public CategoricalProfile build() {
    long[] counts = categories.sum();
    long mismatched = check == null ? 0 : check.mismatched(counts) + newMismatched;
    return new CategoricalProfile(
        counts,
        new CategoricalProfile.Outside(newCategory, wrongType, mismatched),
        newValues == null ? NO_NAMES : newValues.names(),
        newValues == null ? NO_DISTINCT : newValues.distinct());
  }

  @Override
  public void clear() {
    categories.clear();
    newCategory = 0;
    wrongType = 0;
    newMismatched = 0;
    if (newValues != null) newValues.clear();
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
    if (newValues == null) newValues = new NewValues();
    newValues.add(texts, text);
    if (check != null && check.isMismatch(new String(bytes, offset, length, UTF_8))) {
      newMismatched++;
    }
  }
}
