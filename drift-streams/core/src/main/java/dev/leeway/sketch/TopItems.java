package dev.leeway.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The names of the most frequent values and bounds on their counts: a frequent-items sketch of 256
 * slots. Depends on the order of values once more than 192 names were seen; describes, never
 * decides.
 */
public final class TopItems {

  static final int LOG_SLOTS = 8;
  private static final int SLOTS = 1 << LOG_SLOTS;

  /** Null until it is asked for: what was counted is mostly handed on as bytes. */
  private @Nullable ItemsSketch<String> sketch;

  private final byte[] counted;

  public TopItems() {
    this(new ItemsSketch<>(SLOTS));
  }

  private TopItems(ItemsSketch<String> sketch) {
    this.sketch = sketch;
    counted = new byte[0];
  }

  private TopItems(byte[] counted) {
    this.counted = counted;
  }

  private synchronized ItemsSketch<String> sketch() {
    ItemsSketch<String> known = sketch;
    if (known != null) return known;
    ItemsSketch<String> read = read(Memory.wrap(counted));
    sketch = read;
    return read;
  }

  private static ItemsSketch<String> read(Memory memory) {
    return ItemsSketch.getInstance(memory, new ArrayOfStringsSerDe());
  }

  /**
   * Counts a text once.
   *
   * @throws IllegalStateException if this was counted elsewhere and is complete
   */
  public void add(String item) {
    if (counted.length > 0) throw new IllegalStateException("what was counted takes no more");
    sketch().update(item);
  }

  public boolean isEmpty() {
    return sketch().isEmpty();
  }

  /** The most frequent values, most frequent first, at most {@code most}. */
  public List<Item> top(int most) {
    List<Item> items = new ArrayList<>();
    for (ItemsSketch.Row<String> row : sketch().getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
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
    if (sketch().getMaximumError() > 0) return Optional.empty();
    SortedMap<String, Long> counts = new TreeMap<>();
    for (ItemsSketch.Row<String> row : sketch().getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)) {
      counts.put(row.getItem(), row.getEstimate());
    }
    return Optional.of(counts);
  }

  public TopItems merge(TopItems other) {
    if (other.isEmpty()) return this;
    if (isEmpty()) return other;
    ItemsSketch<String> union = new ItemsSketch<>(SLOTS);
    union.merge(sketch());
    union.merge(other.sketch());
    return new TopItems(union);
  }

  public byte[] toBytes() {
    return counted.length > 0 ? counted.clone() : sketch().toByteArray(new ArrayOfStringsSerDe());
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static TopItems fromBytes(byte[] bytes) {
    TopItemsBytes.check(bytes, LOG_SLOTS);
    return new TopItems(Heapify.read("frequent-items", bytes, TopItems::read));
  }

  /**
   * Counts of texts.
   *
   * @param bytes such a sketch
   */
  static TopItems ofCounted(byte[] bytes) {
    return new TopItems(bytes);
  }

  /** A value and bounds on how often it came. */
  public record Item(String value, long atLeast, long atMost) {}
}
