package dev.leeway.mode;

import dev.leeway.measure.ContingencyTests;
import dev.leeway.measure.Divergences;
import dev.leeway.measure.NumberDistances;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.profile.Cut;
import dev.leeway.reference.Band;
import dev.leeway.reference.Bands;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NannyML's measures from counts. On its own bins and of categories they are the exact ones;
 * Kolmogorov-Smirnov and Wasserstein carry the error of our grid. The thresholds come from the
 * bands of the reference.
 */
final class NannymlGrid implements GridComparing {

  private static final double DEVIATIONS = 3;

  private final Bands bands;

  NannymlGrid(Bands bands) {
    this.bands = bands;
  }

  @Override
  public Comparison compare(String column, GridColumn pair) {
    List<MeasureResult> results =
        measure(pair).stream().map(result -> heldAgainstItsBand(column, result)).toList();
    if (results.isEmpty()) return Comparison.unknown("the reference was made without Doane's bins");
    return results.get(0).threshold().isPresent()
        ? Comparison.above(results)
        : Comparison.unknown("the reference was made without chunks");
  }

  private MeasureResult heldAgainstItsBand(String column, MeasureResult result) {
    Optional<Band> band = bands.of(column, result.formula());
    if (band.isEmpty() || result.measure() == Measure.CHI_SQUARE_YATES) return result;
    double upper = band.get().upper(DEVIATIONS);
    return result.heldAgainst(result.measure() == Measure.KS ? Math.min(1, upper) : upper);
  }

  /** The measures, the deciding one first; none where either side has no value. */
  static List<MeasureResult> measure(GridColumn pair) {
    if (pair.isEmpty()) return List.of();
    return pair instanceof GridColumn.Numbers numbers
        ? numbers(numbers)
        : words(((GridColumn.Words) pair).cells());
  }

  private static List<MeasureResult> numbers(GridColumn.Numbers pair) {
    Optional<UnorderedCells> doane = pair.in(Cut.DOANE).map(NannymlGrid::outsideTogether);
    if (doane.isEmpty()) return List.of();
    UnorderedCells cells = doane.get();
    Found found = Found.on(cells);
    return List.of(
        found.value(
            Measure.JENSEN_SHANNON,
            Math.sqrt(Divergences.jensenShannon(cells)),
            "nannyml-js-doane/v1"),
        found.outcome(
            Measure.KS,
            Exact.withoutPValue(
                NumberDistances.kolmogorovSmirnov(pair.cells(), Exact.noSpecials())),
            "nannyml-ks-grid/v1"),
        found.outcome(
            Measure.WASSERSTEIN,
            NumberDistances.wasserstein(pair.cells()),
            "nannyml-wasserstein-grid/v1"),
        found.value(Measure.HELLINGER, Divergences.hellinger(cells), "nannyml-hellinger-doane/v1"));
  }

  /** What is below the reference's range and what is above are one bin for NannyML. */
  private static UnorderedCells outsideTogether(UnorderedCells cells) {
    int inside = cells.size() - 1;
    long[] reference = new long[inside];
    long[] current = new long[inside];
    for (int cell = 1; cell < cells.size(); cell++) {
      reference[cell - 1] = cells.reference(cell);
      current[cell - 1] = cells.current(cell);
    }
    reference[inside - 1] += cells.reference(0);
    current[inside - 1] += cells.current(0);
    return new UnorderedCells(reference, current);
  }

  private static List<MeasureResult> words(UnorderedCells cells) {
    Found found = Found.on(cells);
    List<MeasureResult> results = new ArrayList<>();
    results.add(
        found.value(
            Measure.JENSEN_SHANNON,
            Math.sqrt(Divergences.jensenShannon(cells)),
            "nannyml-js-categories/v1"));
    results.add(
        found.frozen(
            Measure.CHI_SQUARE_YATES,
            ContingencyTests.chiSquareYates(cells),
            "nannyml-chi2-new-together/v1"));
    results.add(
        found.bounded(
            Measure.L_INFINITY,
            Divergences.largestGap(cells),
            GridComparing.newTogether(cells),
            "nannyml-l-infinity-new-together/v1"));
    results.add(
        found.value(
            Measure.HELLINGER, Divergences.hellinger(cells), "nannyml-hellinger-categories/v1"));
    return results;
  }
}
