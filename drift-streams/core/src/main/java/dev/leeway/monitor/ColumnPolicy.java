package dev.leeway.monitor;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.Measure;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What differs for one column.
 *
 * @param ignored profiled but not compared
 * @param kind overrides the inferred kind when a reference is built
 * @param tolerance effect that does not matter in practice; the monitor's when empty
 * @param thresholds fixed thresholds by measure; where there is one, it decides instead of the
 *     default rule
 */
public record ColumnPolicy(
    boolean ignored,
    Optional<ColumnKind> kind,
    OptionalDouble tolerance,
    SortedMap<Measure, Double> thresholds) {

  public static final ColumnPolicy DEFAULT =
      new ColumnPolicy(false, Optional.empty(), OptionalDouble.empty(), new TreeMap<>(Map.of()));

  public ColumnPolicy {
    requireNonNull(kind, "kind");
    requireNonNull(tolerance, "tolerance");
    thresholds = unmodifiableSortedMap(new TreeMap<>(thresholds));
    thresholds.forEach(
        (measure, threshold) -> {
          if (!(threshold > 0)) {
            throw new IllegalArgumentException(
                "threshold of " + measure.key() + " must be positive: " + threshold);
          }
        });
  }

  /** The same for a column that is not compared. */
  public ColumnPolicy ignoring() {
    return new ColumnPolicy(true, kind, tolerance, thresholds);
  }

  /** The same for a column of the given kind. */
  public ColumnPolicy withKind(ColumnKind kind) {
    return new ColumnPolicy(ignored, Optional.of(kind), tolerance, thresholds);
  }
}
