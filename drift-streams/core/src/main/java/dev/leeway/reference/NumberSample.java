package dev.leeway.reference;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;

/**
 * The finite numbers of a column, or an even sample of them where they are too many: when the store
 * is full every second number goes and from then on only every second (fourth, ...) comes in. The
 * extremes are always exact. Grid edges need no more: rows are counted exactly on whatever grid.
 */
final class NumberSample {

  private final int capacity;
  private double[] kept = new double[64];
  private int size;
  private long seen;
  private long stride = 1;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  NumberSample(int capacity) {
    this.capacity = capacity;
  }

  void add(double value) {
    if (!Double.isFinite(value)) return;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (seen++ % stride != 0) return;
    if (size == capacity) {
      halve();
      if ((seen - 1) % stride != 0) return;
    }
    if (size == kept.length) kept = Arrays.copyOf(kept, Math.min(capacity, size * 2));
    kept[size++] = value;
  }

  /** Hands on each number kept, and for how many of those seen it stands. */
  void forEach(ObjLongConsumer<Double> each) {
    for (int i = 0; i < size; i++) {
      each.accept(kept[i], stride);
    }
  }

  /** The grid of every cut of these numbers. */
  ReferenceGrid grid() {
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    return ReferenceGrid.of(sorted, seen, min, max);
  }

  private void halve() {
    int to = 0;
    for (int from = 0; from < size; from += 2) {
      kept[to++] = kept[from];
    }
    size = to;
    stride *= 2;
  }
}
