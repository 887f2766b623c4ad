package dev.leeway.performance;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts predictions and outcomes into a {@link PerformanceProfile}; for one thread. What is taken
 * back leaves no trace, and may be taken back before it was added.
 */
public final class PerformanceCounter {

  private final TaskCounting counting;
  private final SparseCounts.Builder predictedCounts = new SparseCounts.Builder();
  private final SparseCounts.Builder realisedCounts = new SparseCounts.Builder();
  private final ExactSum.Builder[] sums;
  private final RankedGroups.Builder groups = new RankedGroups.Builder();
  private long predicted;
  private long realised;

  /**
   * @throws ArithmeticException if the grids have so many cells that places do not fit into an int
   */
  public PerformanceCounter(PerformanceLayout layout) {
    counting = TaskCounting.of(layout);
    if (counting.predictedPlaces() < 0 || counting.realisedPlaces() < 0) {
      throw new ArithmeticException("grids too fine");
    }
    sums = new ExactSum.Builder[counting.sums()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new ExactSum.Builder();
    }
  }

  /** Counts a prediction, labelled or not. */
  public PerformanceCounter addPredicted(Answer answer) {
    predicted++;
    counting.predicted(answer, 1, this);
    return this;
  }

  /** Takes back what {@link #addPredicted} counted. */
  public PerformanceCounter retractPredicted(Answer answer) {
    predicted--;
    counting.predicted(answer, -1, this);
    return this;
  }

  /** Counts a labelled prediction; that it was predicted is counted apart. */
  public PerformanceCounter add(Outcome outcome) {
    realised++;
    counting.realised(outcome, 1, this);
    return this;
  }

  /** Takes back what {@link #add} counted. */
  public PerformanceCounter retract(Outcome outcome) {
    realised--;
    counting.realised(outcome, -1, this);
    return this;
  }

  /** What has been counted so far. */
  public PerformanceProfile build() {
    List<ExactSum> built = new ArrayList<>(sums.length);
    for (ExactSum.Builder sum : sums) {
      built.add(sum.build());
    }
    return new PerformanceProfile(
        predicted,
        realised,
        predictedCounts.build(),
        realisedCounts.build(),
        built,
        groups.build());
  }

  void countPredicted(int place, int sign) {
    predictedCounts.add(place, sign);
  }

  void countRealised(int place, int sign) {
    realisedCounts.add(place, sign);
  }

  void sum(int which, double value) {
    sums[which].add(value);
  }

  /** Adds a value to a sum, and its rounded square to the next, for a standard error. */
  void sumWithSquare(int which, double value, int sign) {
    sums[which].add(sign * value);
    sums[which + 1].add(sign * (value * value));
  }

  /** Adds the square of a value without rounding it. */
  void sumSquare(int which, double value, int sign) {
    sums[which].addSquare(value, sign);
  }

  void rank(String group, RankedGroups.Item item, int sign) {
    groups.add(group, item, sign);
  }
}
