package dev.leeway.mode;

import dev.leeway.measure.ContingencyTests;
import dev.leeway.measure.Divergences;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.SortedMap;

/** NannyML's measures of a column of categories. */
final class NannymlWords implements NannymlColumn.Measured {

  private final SortedMap<String, Long> reference;

  NannymlWords(SortedMap<String, Long> reference) {
    this.reference = reference;
  }

  @Override
  public List<MeasureResult> measure(Sample sample) {
    if (!(sample instanceof Sample.Words words)) {
      throw new IllegalArgumentException("the reference holds categories, the sample numbers");
    }
    SortedMap<String, Long> current = words.counts();
    if (reference.isEmpty() || current.isEmpty()) return List.of();
    UnorderedCells apart = Categories.union(reference, current);
    // NannyML puts all categories that the reference does not have into one bin.
    UnorderedCells together =
        NannymlColumn.withRest(
            reference.values().stream().mapToLong(Long::longValue).toArray(),
            reference.keySet().stream().mapToLong(key -> current.getOrDefault(key, 0L)).toArray(),
            apart.currentRows());
    Found found = Found.on(apart);
    return List.of(
        found.value(
            Measure.JENSEN_SHANNON,
            Math.sqrt(Divergences.jensenShannon(together)),
            "nannyml-js-categories/v1"),
        found.outcome(
            Measure.CHI_SQUARE_YATES,
            ContingencyTests.chiSquareYates(apart),
            "nannyml-chi2-contingency/v1"),
        found.value(Measure.L_INFINITY, Divergences.largestGap(apart), "nannyml-l-infinity/v1"),
        found.value(
            Measure.HELLINGER, Divergences.hellinger(together), "nannyml-hellinger-categories/v1"));
  }
}
