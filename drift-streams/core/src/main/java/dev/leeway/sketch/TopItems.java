package dev.leeway.sketch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.memory.Memory;

/**
 * The names of the most frequent values and bounds on their counts: a frequent-items sketch of 256
 * slots. Depends on the order of values once more than 192 names were seen; describes, never
 * decides.
 */
public final class TopItems {

  private static final int LOG_SLOTS = 8;
  private static final int SLOTS = 1 << LOG_SLOTS;

  /**
   * Where DataSketches writes the logarithm of the slots and the number of those in use. It
   * allocates what these say before it looks further.
   */
  private static final int LOG_SLOTS_AT = 3;

  private static final int USED_AT = 8;

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
    if (bytes.length < Long.BYTES || bytes[LOG_SLOTS_AT] != LOG_SLOTS || slotsUsed(bytes) > SLOTS) {
      throw new CorruptStateException("not a frequent-items sketch of " + SLOTS + " slots");
    }
    return new TopItems(
        Heapify.read(
            "frequent-items",
            bytes,
            memory -> ItemsSketch.getInstance(memory, new CheckedStrings())));
  }

  /** Slots in use, little-endian; an empty sketch is a first word only. */
  private static long slotsUsed(byte[] bytes) {
    if (bytes.length < USED_AT + Integer.BYTES) return 0;
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(USED_AT));
  }

  /** Reads strings only once all their lengths are known to lie within the bytes. */
  private static final class CheckedStrings extends ArrayOfStringsSerDe {

    @Override
    public String[] deserializeFromMemory(Memory memory, long offset, int items) {
      long at = offset;
      for (int i = 0; i < items; i++) {
        if (at < 0 || at + Integer.BYTES > memory.getCapacity()) throw pastTheEnd();
        int length = memory.getInt(at);
        at += Integer.BYTES + (long) length;
        if (length < 0 || at > memory.getCapacity()) throw pastTheEnd();
      }
      return super.deserializeFromMemory(memory, offset, items);
    }

    private static IllegalArgumentException pastTheEnd() {
      return new IllegalArgumentException("a name runs past the end");
    }
  }

  /** A value and bounds on how often it came. */
  public record Item(String value, long atLeast, long atMost) {}
}
