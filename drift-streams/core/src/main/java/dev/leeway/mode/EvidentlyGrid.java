package dev.leeway.mode;

import dev.leeway.measure.Divergences;
import dev.leeway.measure.NumberDistances;
import dev.leeway.measure.Outcome;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.profile.Cut;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Evidently's default column drift from counts. Its bins lie over the window's rows too, which no
 * frozen grid can do: distances are taken on Sturges' bins of the reference alone, with a bin below
 * and one above, and their error is unknown.
 */
final class EvidentlyGrid implements GridComparing {

  private static final int SMALL_REFERENCE = 1_000;
  private static final int FEW_NUMBERS = 5;
  private static final int TWO = 2;
  private static final int BINNED_FROM = 20;
  private static final double SMALLEST_NORM = 0.001;
  private static final double LEVEL = 0.05;
  private static final double DISTANCE = 0.1;

  @Override
  public Comparison compare(String column, GridColumn pair) {
    if (pair.isEmpty()) return Comparison.NONE;
    return pair instanceof GridColumn.Numbers numbers
        ? numbers(numbers)
        : few(((GridColumn.Words) pair).cells(), "new-together");
  }

  private static Comparison numbers(GridColumn.Numbers pair) {
    Optional<UnorderedCells> values = pair.in(Cut.VALUES).map(EvidentlyGrid::filled);
    int distinct = values.map(UnorderedCells::size).orElse(Integer.MAX_VALUE);
    if (values.isPresent() && distinct <= FEW_NUMBERS) return few(values.get(), "values-frozen");
    Optional<UnorderedCells> bins =
        distinct <= BINNED_FROM ? values : pair.in(Cut.STURGES).map(EvidentlyGrid::filled);
    if (bins.isEmpty()) return Comparison.unknown("the reference was made without Sturges' bins");
    UnorderedCells counts = pair.cells().counts();
    boolean small = counts.referenceRows() <= SMALL_REFERENCE;
    Found found = Found.on(counts);
    MeasureResult ks =
        found.outcome(
            Measure.KS,
            NumberDistances.kolmogorovSmirnov(pair.cells(), Exact.noSpecials()),
            "evidently-ks-grid/v1");
    Outcome distance = normalised(pair);
    boolean finite = Double.isFinite(distance.value()) && Double.isFinite(distance.error());
    if (!finite && !small) return Comparison.unknown("the numbers span more than a double holds");
    List<MeasureResult> all = new ArrayList<>(List.of(ks));
    if (finite) {
      MeasureResult w1 =
          found
              .outcome(Measure.WASSERSTEIN_NORMALISED, distance, "evidently-wasserstein-grid/v1")
              .heldAgainst(DISTANCE);
      all.add(small ? 1 : 0, w1);
    }
    all.addAll(distances(bins.get(), distinct <= BINNED_FROM ? "values-frozen" : "sturges-frozen"));
    return small ? Comparison.atMost(LEVEL, all) : Comparison.from(all);
  }

  private static Outcome normalised(GridColumn.Numbers pair) {
    Outcome raw = NumberDistances.wasserstein(pair.cells());
    double norm = Math.max(SMALLEST_NORM, pair.reference().moments().standardDeviation());
    return new Outcome(raw.value() / norm, OptionalDouble.empty(), raw.error() / norm);
  }

  private static Comparison few(UnorderedCells given, String bins) {
    UnorderedCells cells = filled(given);
    boolean small = cells.referenceRows() <= SMALL_REFERENCE;
    List<MeasureResult> all = new ArrayList<>(distances(cells, bins));
    MeasureResult test =
        cells.size() <= TWO ? EvidentlyCells.twoShares(cells) : EvidentlyCells.chiSquare(cells);
    all.add(small ? 0 : all.size(), test);
    return small ? Comparison.below(LEVEL, all) : Comparison.from(all);
  }

  private static List<MeasureResult> distances(UnorderedCells cells, String bins) {
    return EvidentlyCells.distances(cells, Divergences.hellinger(cells), bins, DISTANCE).stream()
        .map(Found::withUnknownError)
        .toList();
  }

  /** Without the cells that are empty on both sides: Evidently sees no such value. */
  private static UnorderedCells filled(UnorderedCells cells) {
    int[] places =
        IntStream.range(0, cells.size())
            .filter(cell -> cells.reference(cell) + cells.current(cell) > 0)
            .toArray();
    long[] reference = new long[places.length];
    long[] current = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      reference[i] = cells.reference(places[i]);
      current[i] = cells.current(places[i]);
    }
    return new UnorderedCells(reference, current);
  }
}
