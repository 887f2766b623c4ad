package dev.leeway.mode;

import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Evidently's default column drift. Which test decides depends on the reference's rows and on the
 * number of different values in both samples together: up to 1,000 rows one with a p-value, beyond
 * a distance. Bins are laid over both samples, so they move with every comparison.
 */
final class Evidently implements ToolColumn.Comparing {

  /** Distances decide from more reference rows than this on. */
  private static final int SMALL_REFERENCE = 1_000;

  /** A column of numbers with no more different values is treated as one of categories. */
  private static final int FEW_NUMBERS = 5;

  /** With no more different values two shares are compared. */
  private static final int TWO = 2;

  private static final double LEVEL = 0.05;

  private static final double DISTANCE = 0.1;

  @Override
  public Comparison numbers(double[] reference, double[] current) {
    UnorderedCells values =
        Categories.union(Categories.counts(reference), Categories.counts(current));
    boolean small = reference.length <= SMALL_REFERENCE;
    EvidentlyNumbers tests = new EvidentlyNumbers(reference, current, values);
    if (values.size() <= FEW_NUMBERS) return few(small, values, tests.distances(DISTANCE));
    List<MeasureResult> all = new ArrayList<>();
    all.add(small ? tests.kolmogorovSmirnov() : tests.wasserstein().heldAgainst(DISTANCE));
    all.add(small ? tests.wasserstein().heldAgainst(DISTANCE) : tests.kolmogorovSmirnov());
    all.addAll(tests.distances(DISTANCE));
    all.addAll(tests.others());
    // The only test of Evidently that alerts at its level and not below it.
    return small ? Comparison.atMost(LEVEL, all) : Comparison.from(all);
  }

  @Override
  public Comparison words(SortedMap<String, Long> reference, SortedMap<String, Long> current) {
    UnorderedCells cells = Categories.union(reference, current);
    boolean small = cells.referenceRows() <= SMALL_REFERENCE;
    return few(small, cells, EvidentlyCells.distances(cells, DISTANCE));
  }

  /**
   * @param distances the Jensen-Shannon distance first
   */
  private static Comparison few(
      boolean small, UnorderedCells cells, List<MeasureResult> distances) {
    MeasureResult test =
        cells.size() <= TWO ? EvidentlyCells.twoShares(cells) : EvidentlyCells.chiSquare(cells);
    List<MeasureResult> all = new ArrayList<>(distances);
    all.add(small ? 0 : all.size(), test);
    return small ? Comparison.below(LEVEL, all) : Comparison.from(all);
  }
}
