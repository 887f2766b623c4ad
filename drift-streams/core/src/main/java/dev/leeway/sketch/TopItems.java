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
 * decides. Nothing may be added any more to what was {@linkplain #merge merged}, on either side.
 */
public final class TopItems {

  static final int LOG_SLOTS = 8;
  private static final int SLOTS = 1 << LOG_SLOTS;

  /** What {@link #add} adds to; null of what is complete. */
  private final @Nullable ItemsSketch<String> own;

  /** Null until it is asked for: what was counted is mostly handed on as bytes. */
  private @Nullable Parts<ItemsSketch<String>> parts;

  private final byte[] counted;

  public TopItems() {
    this(new ItemsSketch<>(SLOTS));
  }

  private TopItems(ItemsSketch<String> own) {
    this.own = own;
    parts = Parts.of(own, TopItems::union);
    counted = new byte[0];
  }

  private TopItems(Parts<ItemsSketch<String>> parts) {
    own = null;
    this.parts = parts;
    counted = new byte[0];
  }

  private TopItems(byte[] counted) {
    own = null;
    this.counted = counted;
  }

  private synchronized Parts<ItemsSketch<String>> parts() {
    Parts<ItemsSketch<String>> known = parts;
    if (known != null) return known;
    Parts<ItemsSketch<String>> read = Parts.of(read(Memory.wrap(counted)), TopItems::union);
    parts = read;
    return read;
  }

  private static ItemsSketch<String> union(List<ItemsSketch<String>> parts) {
    ItemsSketch<String> union = new ItemsSketch<>(SLOTS);
    parts.forEach(union::merge);
    return union;
  }

  private ItemsSketch<String> sketch() {
    return parts().whole();
  }

  private static ItemsSketch<String> read(Memory memory) {
    return ItemsSketch.getInstance(memory, new ArrayOfStringsSerDe());
  }

  /**
   * Counts a text once.
   *
   * @throws IllegalStateException if this was counted elsewhere or merged of others, and is
   *     complete
   */
  public void add(String item) {
    if (own == null) throw new IllegalStateException("what is complete takes no more");
    own.update(item);
  }

  public boolean isEmpty() {
    return parts().allAre(ItemsSketch::isEmpty);
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
    return new TopItems(parts().and(other.parts()));
  }

  public byte[] toBytes() {
    return counted.length > 0 ? counted.clone() : sketch().toByteArray(new ArrayOfStringsSerDe());
  }

  /**
   * @throws CorruptStateException if the bytes are not such a sketch
   */
  public static TopItems fromBytes(byte[] bytes) {
    TopItemsBytes.check(bytes, LOG_SLOTS);
    ItemsSketch<String> read = Heapify.read("frequent-items", bytes, TopItems::read);
    return new TopItems(read);
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
