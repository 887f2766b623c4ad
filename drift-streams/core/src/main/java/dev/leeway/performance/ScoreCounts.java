package dev.leeway.performance;

/** Rows of a profile by score cell: what a calibrator is fitted to and what an estimate is of. */
public final class ScoreCounts {

  private ScoreCounts() {}

  /** Predictions of two classes by score cell that were predicted as the class, 0 or 1. */
  public static long[] predicted(BinaryLayout layout, PerformanceProfile profile, int as) {
    long[] rows = new long[layout.grid().cells()];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = profile.predictedCounts().at(2 * cell + as);
    }
    return rows;
  }

  /** Labelled rows of two classes by score cell that are of the class, 0 or 1. */
  public static long[] realised(BinaryLayout layout, PerformanceProfile profile, int truth) {
    return sum(realised(layout, profile, 0, truth), realised(layout, profile, 1, truth));
  }

  /** The same, of those that were predicted as a class. */
  public static long[] realised(
      BinaryLayout layout, PerformanceProfile profile, int as, int truth) {
    long[] rows = new long[layout.grid().cells()];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = profile.realisedCounts().at(BinaryCounting.place(cell, as, truth));
    }
    return rows;
  }

  /** Predictions by predicted class, the last that of all other classes. */
  public static long[] predicted(MulticlassLayout layout, PerformanceProfile profile) {
    return profile.predictedCounts().dense(layout.other() + 1);
  }

  /**
   * Predictions by the cell of one class's score that were predicted as a class.
   *
   * @param score the place of the class whose score it is
   */
  public static long[] predicted(
      MulticlassLayout layout, PerformanceProfile profile, int score, int as) {
    MulticlassCounting counting = new MulticlassCounting(layout);
    long[] rows = new long[layout.grids().get(score).cells()];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = profile.predictedCounts().at(counting.scoredPlace(score, cell, as));
    }
    return rows;
  }

  /** Labelled rows by the cell of one class's score that are, or are not, of that class. */
  public static long[] realised(
      MulticlassLayout layout, PerformanceProfile profile, int score, boolean isTrue) {
    MulticlassCounting counting = new MulticlassCounting(layout);
    long[] rows = new long[layout.grids().get(score).cells()];
    for (int cell = 0; cell < rows.length; cell++) {
      rows[cell] = profile.realisedCounts().at(counting.scorePlace(score, cell, isTrue));
    }
    return rows;
  }

  /** Labelled rows by true and predicted class, the last that of all other classes. */
  public static long[][] confusion(MulticlassLayout layout, PerformanceProfile profile) {
    MulticlassCounting counting = new MulticlassCounting(layout);
    int classes = layout.other() + 1;
    long[][] rows = new long[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      for (int as = 0; as < classes; as++) {
        rows[truth][as] = profile.realisedCounts().at(counting.confusionPlace(truth, as));
      }
    }
    return rows;
  }

  /** Cell by cell. */
  public static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    add(other, sum);
    return sum;
  }

  /** Adds cell by cell. */
  public static void add(long[] some, long[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += some[i];
    }
  }

  /** All of them. */
  public static long total(long[] rows) {
    long total = 0;
    for (long count : rows) {
      total += count;
    }
    return total;
  }
}
