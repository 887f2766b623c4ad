package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.Part;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One column that moved, told by the one measure that says it best.
 *
 * @param measure key of the measure; empty if none was taken
 * @param threshold what the value was held against; empty where nothing is
 * @param why in words a person reads, at most {@value #LONGEST_WHY} characters
 * @param part its share of the drift, in [0, 1]; empty in what an earlier release kept
 * @param since where in event time its drift began; empty where the evidence does not tell
 */
public record DriftedColumn(
    String column,
    String measure,
    double value,
    OptionalDouble threshold,
    String why,
    OptionalDouble part,
    Optional<Instant> since) {

  /** Keeps one message readable, and a record far below Kafka's size limit. */
  public static final int LONGEST_WHY = 300;

  public DriftedColumn {
    requireNonNull(column, "column");
    requireNonNull(measure, "measure");
    requireNonNull(threshold, "threshold");
    requireNonNull(part, "part");
    requireNonNull(since, "since");
    if (why.length() > LONGEST_WHY) why = why.substring(0, LONGEST_WHY - 1) + "…";
  }

  /**
   * The column as its verdict tells it. A measure beyond its threshold says more than one within,
   * and a distance says more to a person than the evidence that decided.
   */
  static DriftedColumn of(Part part) {
    ColumnVerdict column = part.column();
    Optional<MeasureResult> best =
        column.measures().stream()
            .min(
                Comparator.comparing((MeasureResult result) -> !exceeds(result))
                    .thenComparing(result -> result.measure() == Measure.EVIDENCE));
    return new DriftedColumn(
        column.column(),
        best.map(result -> result.measure().key()).orElse(""),
        best.map(MeasureResult::value).orElse(0.0),
        best.map(MeasureResult::threshold).orElse(OptionalDouble.empty()),
        column.why(),
        OptionalDouble.of(part.share()),
        column.since());
  }

  /**
   * A column of which one measure has reached a rule's level.
   *
   * @param open the level
   */
  static DriftedColumn beyond(String column, Measure measure, double value, double open) {
    String[] told = Numbers.apart(value, open);
    return new DriftedColumn(
        column,
        measure.key(),
        value,
        OptionalDouble.of(open),
        measure.key() + " " + told[0] + ", alert from " + told[1],
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static boolean exceeds(MeasureResult result) {
    return result.threshold().isPresent() && result.value() >= result.threshold().getAsDouble();
  }
}
