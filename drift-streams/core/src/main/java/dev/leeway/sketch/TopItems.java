package dev.leeway.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;

/**
 * The names of the most frequent values and bounds on their counts: a frequent-items sketch of 256
 * slots. Depends on the order of values once more than 192 names were seen; describes, never
 * decides.
 */
public final class TopItems {

  static final int LOG_SLOTS = 8;
  private static final int SLOTS = 1 << LOG_SLOTS;

  private final ItemsSketch<String> sketch;

  public TopItems() {
    this(new ItemsSketch<>(SLOTS));
  }

  private TopItems(ItemsSketch<String> sketch) {
    this.sketch = sketch;
  }

  public void add(String item) {
    sketch.update(item);
  }

  public boolean isEmpty() {
    return sketch.isEmpty();
  }

  /** The most frequent values, most frequent first, at most {@code most}. */
  public List<Item> top(int most) {
    List<Item> items = new ArrayList<>();
    for (ItemsSketch.Row<String> row : sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
      if (items.size() == most) break;
      items.add(new Item(row.getItem(), row.getLowerBound(), row.getUpperBound()));
    }
    return items;
  }

  /**
   * All values with their counts, where none was left out: of at most 192 different values,
   * whatever their order. Empty where the sketch had to estimate.
   */
  public Optional<SortedMap<String, Long>> all() {
    if (sketch.getMaximumError() > 0) return Optional.empty();
    SortedMap<String, Long> counts = new TreeMap<>();
    for (ItemsSketch.Row<String> row : sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
      counts.put(row.getItem(), row.getEstimate());
    }
    return Optional.of(counts);
  }

  public TopItems merge(TopItems other) {
    if (other.isEmpty()) return this;
    if (isEmpty()) return other;
    ItemsSketch<String> union = new ItemsSketch<>(SLOTS);
    union.merge(sketch);
    union.merge(other.sketch);
    return new TopItems(union);
  }

  public byte[] toBytes() {
    return sketch.toByteArray(new ArrayOfStringsSerDe());
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static TopItems fromBytes(byte[] bytes) {
    TopItemsBytes.check(bytes, LOG_SLOTS);
    return ofBytes(bytes);
  }

  /** Of bytes that are known to be such a sketch. */
  static TopItems ofBytes(byte[] bytes) {
    return new TopItems(
        Heapify.read(
            "frequent-items",
            bytes,
            memory -> ItemsSketch.getInstance(memory, new ArrayOfStringsSerDe())));
  }

  /** A value and bounds on how often it came. */
  public record Item(String value, long atLeast, long atMost) {}
}
