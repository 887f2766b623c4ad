package dev.leeway.reference;

import dev.leeway.profile.Edges;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;

/**
 * The finite numbers of a column, or an even sample of them where they are too many: when the store
 * is full every second number goes and from then on only every second (fourth, ...) comes in. The
 * extremes are always exact. Grid edges need no more: rows are counted exactly on whatever grid.
 */
final class NumberSample {

  /** One bin per percentile of the reference, as fine as a window of some thousand rows can use. */
  private static final int QUANTILES = 100;

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

  /**
   * Just below the smallest number, the percentiles, the largest: each distinct number its own edge
   * where there are no more than percentiles. The percentile of rank q is the value of rank ceil(q
   * n), always a number that occurred.
   */
  Edges edges() {
    if (size == 0) return new Edges(new double[0]);
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    TreeSet<Double> edges = new TreeSet<>();
    edges.add(zeroed(Math.max(-Double.MAX_VALUE, Math.nextDown(min))));
    edges.add(zeroed(max));
    double[] distinct = Arrays.stream(sorted).distinct().limit(QUANTILES + 1L).toArray();
    if (distinct.length <= QUANTILES) {
      for (double value : distinct) {
        edges.add(zeroed(value));
      }
    } else {
      for (int q = 1; q < QUANTILES; q++) {
        int rank = (int) Math.ceil((double) size * q / QUANTILES);
        edges.add(zeroed(sorted[Math.max(0, rank - 1)]));
      }
    }
    return new Edges(edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** -0.0 is 0.0: a set of doubles tells them apart, an order of numbers does not. */
  private static double zeroed(double value) {
    return value == 0 ? 0.0 : value;
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
