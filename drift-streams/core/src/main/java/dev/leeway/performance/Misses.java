package dev.leeway.performance;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The labelled rows on which a model was wrong, as far as one says so of a row alone: another class
 * than the true one, or a number further off than nine in ten of the reference's were. Counts, so
 * they add up exactly. Immutable.
 */
public final class Misses {

  /** Share of the reference's numbers that are near enough. */
  private static final double NEAR = 0.9;

  private final IntPredicate missed;
  private final double cuts;

  private Misses(IntPredicate missed, double cuts) {
    this.missed = missed;
    this.cuts = cuts;
  }

  /**
   * On what is counted on a layout; empty for rankings, of which no row alone is right.
   *
   * @param reference labelled rows that say how far off numbers usually are
   */
  public static Optional<Misses> of(PerformanceLayout layout, PerformanceProfile reference) {
    if (layout instanceof BinaryLayout binary) {
      int end = new BinaryCounting(binary).reliability(0, 0);
      return Optional.of(new Misses(place -> place < end && (place >> 1 & 1) != (place & 1), 1));
    }
    if (layout instanceof MulticlassLayout multiclass) {
      int classes = multiclass.other() + 1;
      return Optional.of(
          new Misses(place -> place < classes * classes && place / classes != place % classes, 1));
    }
    if (layout instanceof RegressionLayout regression) {
      int cells = regression.errors().cells();
      int far = far(reference, cells);
      return Optional.of(
          new Misses(place -> place > far && place < cells, (double) reference.realised()));
    }
    return Optional.empty();
  }

  /** The cell of errors that nine in ten rows do not exceed. */
  private static int far(PerformanceProfile reference, int cells) {
    SparseCounts counts = reference.realisedCounts();
    long near = 0;
    for (int i = 0; i < counts.size() && counts.place(i) < cells; i++) {
      near += counts.value(i);
      if ((double) near >= NEAR * (double) reference.realised()) return counts.place(i);
    }
    return cells;
  }

  /** How many there are. */
  public long in(PerformanceProfile rows) {
    long misses = 0;
    SparseCounts counts = rows.realisedCounts();
    for (int i = 0; i < counts.size(); i++) {
      if (missed.test(counts.place(i))) misses += counts.value(i);
    }
    return misses;
  }

  /** Among how many ways to tell them the reference's rows have chosen; at least 1. */
  public double cuts() {
    return Math.max(1, cuts);
  }
}
