package dev.leeway.estimate;

import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.ScoreCounts;
import dev.leeway.performance.ScoreGrid;
import java.util.ArrayList;
import java.util.List;

/** Fits calibrators to the labelled rows of a reference. */
public final class Calibration {

  private Calibration() {}

  /**
   * One calibrator for a binary model, one for each class of a model of several, which tells that
   * class from the rest. Probabilities that are good already stay as they are.
   *
   * @param reference whole, counted on the layout
   * @return none if the model has no scores, or the reference no labels to calibrate them by
   */
  public static List<Calibrator> fit(PerformanceLayout layout, PerformanceProfile reference) {
    if (reference.realised() == 0) return List.of();
    if (layout instanceof BinaryLayout binary) {
      if (binary.grid().size() == 0) return List.of();
      ScoredRows rows = BinaryEstimator.labelled(binary, reference);
      long positives = rows.totalPositives();
      boolean oneClass = positives == 0 || positives == rows.total();
      if (oneClass && !binary.probability()) return List.of();
      return List.of(fit(rows, binary.probability()));
    }
    if (!(layout instanceof MulticlassLayout multiclass)) return List.of();
    if (multiclass.grids().stream().anyMatch(grid -> grid.size() == 0)) return List.of();
    List<Calibrator> calibrators = new ArrayList<>();
    for (int i = 0; i < multiclass.grids().size(); i++) {
      calibrators.add(fit(MulticlassEstimator.labelled(multiclass, reference, i), true));
    }
    return calibrators;
  }

  /** Of labelled rows by score cell. */
  static ScoredRows scored(ScoreGrid grid, long[] negatives, long[] positives) {
    return CalibratedGrid.scored(grid, ScoreCounts.sum(negatives, positives), positives);
  }

  private static Calibrator fit(ScoredRows rows, boolean probability) {
    return probability && !CalibrationNeed.of(rows)
        ? Calibrator.AsIs.AS_IS
        : IsotonicRegression.fit(rows);
  }
}
