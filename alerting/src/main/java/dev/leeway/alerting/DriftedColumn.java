package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * One column that moved, told by the one measure that says it best.
 *
 * @param measure key of the measure; empty if none was taken
 * @param threshold what the value was held against; empty where nothing is
 * @param why in words a person reads, at most {@value #LONGEST_WHY} characters
 */
public record DriftedColumn(
    String column, String measure, double value, OptionalDouble threshold, String why) {

  /** Keeps one message readable, and a record far below Kafka's size limit. */
  public static final int LONGEST_WHY = 300;

  public DriftedColumn {
    requireNonNull(column, "column");
    requireNonNull(measure, "measure");
    requireNonNull(threshold, "threshold");
    if (why.length() > LONGEST_WHY) why = why.substring(0, LONGEST_WHY - 1) + "…";
  }

  /**
   * The column as its verdict tells it. A measure beyond its threshold says more than one within,
   * and a distance says more to a person than the evidence that decided.
   */
  static DriftedColumn of(ColumnVerdict column) {
    return column.measures().stream()
        .min(
            Comparator.comparing((MeasureResult result) -> !exceeds(result))
                .thenComparing(result -> result.measure() == Measure.EVIDENCE))
        .map(
            result ->
                new DriftedColumn(
                    column.column(),
                    result.measure().key(),
                    result.value(),
                    result.threshold(),
                    column.why()))
        .orElseGet(
            () -> new DriftedColumn(column.column(), "", 0, OptionalDouble.empty(), column.why()));
  }

  private static boolean exceeds(MeasureResult result) {
    return result.threshold().isPresent() && result.value() >= result.threshold().getAsDouble();
  }
}
