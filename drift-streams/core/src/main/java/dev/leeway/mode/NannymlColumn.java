package dev.leeway.mode;

import dev.leeway.measure.UnorderedCells;
import dev.leeway.profile.ColumnKind;
import dev.leeway.reference.Band;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * NannyML's univariate drift of one column: every measure is taken of each chunk of the reference
 * too, and one that is further from the whole than their mean and three population deviations
 * alerts. By default NannyML looks at the Jensen-Shannon distance alone; it decides here.
 */
final class NannymlColumn implements SampleJudge {

  /** Chunks the reference is cut into; what is left over is one more. */
  private static final int CHUNKS = 10;

  private static final double DEVIATIONS = 3;

  private final String column;
  private final ColumnKind kind;
  private final Measured measured;
  private final Map<Measure, Double> thresholds = new EnumMap<>(Measure.class);

  /** The measures of one kind of column against a reference. */
  interface Measured {

    /** The deciding one first; none where the sample has no value. */
    List<MeasureResult> measure(Sample current);
  }

  NannymlColumn(String column, ColumnKind kind, Sample reference) {
    this.column = column;
    this.kind = kind;
    measured =
        reference instanceof Sample.Numbers numbers
            ? new NannymlNumbers(numbers.sorted())
            : new NannymlWords(((Sample.Words) reference).counts());
    thresholds(reference);
  }

  private void thresholds(Sample reference) {
    int size = reference.rows() / CHUNKS;
    if (size == 0) return;
    Map<Measure, List<Double>> values = new EnumMap<>(Measure.class);
    for (int from = 0; from < reference.rows(); from += size) {
      Sample chunk = reference.slice(from, Math.min(reference.rows(), from + size));
      for (MeasureResult result : measured.measure(chunk)) {
        values.computeIfAbsent(result.measure(), measure -> new ArrayList<>()).add(result.value());
      }
    }
    values.forEach(
        (measure, ofChunks) -> {
          Band band = Band.of(ofChunks.stream().mapToDouble(Double::doubleValue).toArray());
          double upper = band.upper(DEVIATIONS);
          thresholds.put(measure, measure == Measure.KS ? Math.min(1, upper) : upper);
        });
  }

  @Override
  public ColumnVerdict judge(Sample current) {
    List<MeasureResult> results =
        measured.measure(current).stream().map(this::heldAgainstItsThreshold).toList();
    return ToolColumn.verdict(column, kind, current, comparison(results));
  }

  private static Comparison comparison(List<MeasureResult> results) {
    if (results.isEmpty()) return Comparison.NONE;
    if (results.get(0).threshold().isPresent()) return Comparison.above(results);
    return Comparison.unknown("fewer than ten rows in the reference");
  }

  /** Chi-square alerts by its p-value instead. */
  private MeasureResult heldAgainstItsThreshold(MeasureResult result) {
    Double threshold = thresholds.get(result.measure());
    if (threshold == null || result.measure() == Measure.CHI_SQUARE_YATES) return result;
    return result.heldAgainst(threshold);
  }

  /** Counts of the reference's bins, and one bin for the current rows that lie in none. */
  static UnorderedCells withRest(long[] reference, long[] current, long currentRows) {
    long rest = currentRows - Arrays.stream(current).sum();
    long[] longer = Arrays.copyOf(current, current.length + 1);
    longer[current.length] = rest;
    return new UnorderedCells(Arrays.copyOf(reference, reference.length + 1), longer);
  }
}
