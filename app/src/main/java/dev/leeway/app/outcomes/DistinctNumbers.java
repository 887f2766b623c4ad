package dev.leeway.app.outcomes;

import dev.leeway.performance.ScoreGrid;
import java.util.Arrays;

/** Collects the different numbers among many. */
final class DistinctNumbers {

  private final int most;
  private double[] numbers = new double[1024];
  private int size;
  private boolean full;

  /**
   * @param most different numbers that are kept; of more, those seen first
   */
  DistinctNumbers(int most) {
    this.most = most;
  }

  void add(double number) {
    if (full || !Double.isFinite(number)) return;
    if (size == numbers.length) {
      compact();
      full = size >= most;
      if (full) return;
      if (size > numbers.length / 2) numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    numbers[size++] = number;
  }

  /**
   * With an edge for each of them, up to a number; 1,024 where there were more than could be kept.
   */
  ScoreGrid grid(int mostEdges) {
    compact();
    double[] distinct = Arrays.copyOf(numbers, size);
    return ScoreGrid.of(distinct, full ? Math.min(mostEdges, ScoreGrid.MAX_EDGES) : mostEdges);
  }

  private void compact() {
    Arrays.sort(numbers, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || numbers[i] != numbers[kept - 1]) numbers[kept++] = numbers[i];
    }
    size = kept;
  }
}
