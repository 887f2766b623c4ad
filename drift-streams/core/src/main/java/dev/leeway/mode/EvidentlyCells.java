package dev.leeway.mode;

import dev.leeway.measure.ContingencyTests;
import dev.leeway.measure.Divergences;
import dev.leeway.measure.Outcome;
import dev.leeway.measure.Tails;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.OptionalDouble;

/** Evidently's tests on counts of values. */
final class EvidentlyCells {

  private EvidentlyCells() {}

  /** Distances on the union of the values, the Jensen-Shannon distance first. */
  static List<MeasureResult> distances(UnorderedCells cells, double threshold) {
    return distances(cells, Divergences.hellinger(cells), "values", threshold);
  }

  /**
   * @param cells counts in Evidently's bins
   * @param hellinger has bins of its own
   * @param bins what the bins are, for the formulas' ids
   */
  static List<MeasureResult> distances(
      UnorderedCells cells, double hellinger, String bins, double threshold) {
    Found found = Found.on(cells);
    Shares filled = Shares.filled(cells);
    return List.of(
        found
            .value(
                Measure.JENSEN_SHANNON_E,
                Math.sqrt(Divergences.jensenShannonNats(cells)),
                "evidently-js-" + bins + "/v1")
            .heldAgainst(threshold),
        found
            .value(Measure.PSI, filled.populationStability(), "evidently-psi-" + bins + "/v1")
            .heldAgainst(threshold),
        found
            .value(Measure.KL, filled.kullbackLeibler(), "evidently-kl-" + bins + "/v1")
            .heldAgainst(threshold),
        found
            .value(Measure.HELLINGER, hellinger, "evidently-hellinger-" + bins + "/v1")
            .heldAgainst(threshold));
  }

  /**
   * Chi-square of the current counts against the reference's shares, k - 1 degrees of freedom. One
   * row of a value that the reference does not have makes it infinite.
   */
  static MeasureResult chiSquare(UnorderedCells cells) {
    double scale = (double) cells.currentRows() / cells.referenceRows();
    double sum = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      double expected = cells.reference(cell) * scale;
      double off = cells.current(cell) - expected;
      if (off != 0) sum += off * off / expected;
    }
    double p = Double.isInfinite(sum) ? 0 : Tails.chiSquare(sum, Math.max(1, cells.size() - 1));
    return Found.on(cells).tested(Measure.CHI_SQUARE_GOF, sum, p, "evidently-chisquare/v1");
  }

  /** Pooled two-proportion z of the first of two values; p is 1 where there is only one. */
  static MeasureResult twoShares(UnorderedCells cells) {
    Outcome z =
        ContingencyTests.twoProportions(cells)
            .orElseGet(() -> new Outcome(0, OptionalDouble.of(1), 0));
    return Found.on(cells).outcome(Measure.Z, z, "evidently-z/v1");
  }
}
