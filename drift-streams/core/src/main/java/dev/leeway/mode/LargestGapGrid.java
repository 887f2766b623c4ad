package dev.leeway.mode;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.NumberDistances;
import dev.leeway.measure.Outcome;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.profile.Cut;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.OptionalDouble;

/** SageMaker's and TFDV's measures from counts. */
final class LargestGapGrid {

  private LargestGapGrid() {}

  /** SageMaker's: the gap of the cumulative shares within the grid's error. */
  static Comparison sagemaker(GridColumn pair) {
    if (pair.isEmpty()) return Comparison.NONE;
    if (pair instanceof GridColumn.Numbers numbers) {
      Outcome gap = NumberDistances.kolmogorovSmirnov(numbers.cells(), Exact.noSpecials());
      return sagemaker(numbers.cells().counts(), Measure.KS, gap, "cdf-grid");
    }
    UnorderedCells cells = ((GridColumn.Words) pair).cells();
    return sagemaker(cells, Measure.L_INFINITY, largest(cells), "categories-new-together");
  }

  private static Comparison sagemaker(
      UnorderedCells rows, Measure measure, Outcome gap, String where) {
    Found found = Found.on(rows);
    double robust =
        Sagemaker.robust(gap.value(), rows.referenceRows(), rows.currentRows(), Sagemaker.C_ALPHA);
    return Comparison.above(
        List.of(
            found
                .bounded(
                    Measure.L_INFINITY_ROBUST,
                    robust,
                    gap.error(),
                    "sagemaker-linf-" + where + "-robust/v1")
                .heldAgainst(Sagemaker.THRESHOLD),
            found
                .bounded(
                    measure, gap.value(), gap.error(), "sagemaker-linf-" + where + "-simple/v1")
                .heldAgainst(Sagemaker.THRESHOLD)));
  }

  /**
   * TFDV's. Of numbers it compares two histograms, each over its own range; here both are counted
   * on the reference's ten bins, one below and one above, so the error is unknown.
   */
  static Comparison tfdv(GridColumn pair) {
    if (pair.isEmpty()) return Comparison.NONE;
    if (pair instanceof GridColumn.Words words) {
      Outcome gap = largest(words.cells());
      return Comparison.above(
          List.of(
              Found.on(words.cells())
                  .bounded(
                      Measure.L_INFINITY,
                      gap.value(),
                      gap.error(),
                      "tfdv-l-infinity-new-together/v1")
                  .heldAgainst(Tfdv.THRESHOLD)));
    }
    return ((GridColumn.Numbers) pair)
        .in(Cut.EQUAL_WIDTH)
        .map(LargestGapGrid::tfdvNumbers)
        .orElseGet(() -> Comparison.unknown("the reference was made without bins of equal width"));
  }

  private static Comparison tfdvNumbers(UnorderedCells cells) {
    MeasureResult divergence =
        Found.on(cells)
            .value(
                Measure.JENSEN_SHANNON_DIVERGENCE,
                Divergences.jensenShannon(cells),
                "tfdv-jsd-10-equal-width-frozen/v1");
    return Comparison.above(
        List.of(Found.withUnknownError(divergence).heldAgainst(Tfdv.THRESHOLD)));
  }

  private static Outcome largest(UnorderedCells cells) {
    return new Outcome(
        Divergences.largestGap(cells), OptionalDouble.empty(), GridComparing.newTogether(cells));
  }
}
