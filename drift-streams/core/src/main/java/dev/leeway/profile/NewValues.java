package dev.leeway.profile;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.ItemCounter;
import dev.leeway.sketch.TopItems;

/** What is remembered of a column's values that its layout does not name. For one thread. */
final class NewValues {

  private final ItemCounter names = new ItemCounter();
  private DistinctSketch distinct = new DistinctSketch();

  /** Takes one of the texts. */
  void add(Spans texts, int text) {
    long hash = texts.hash(text);
    // One that is remembered by its name has been told to the sketch, which would not notice.
    if (names.add(texts.bytes(), texts.offset(text), texts.length(text), hash)) distinct.add(hash);
  }

  TopItems names() {
    return names.toTopItems();
  }

  DistinctSketch distinct() {
    return distinct;
  }

  /** Back to no values; what was handed out keeps its own. */
  void clear() {
    names.clear();
    distinct = new DistinctSketch();
  }
}
