package dev.leeway.monitor;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.Measure;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What differs for one column.
 *
 * @param ignored profiled but not compared
 * @param kind overrides the inferred kind when a reference is built
 * @param tolerance effect that does not matter in practice; the monitor's when empty
 * @param rules what decides in place of the default rule
 */
public record ColumnPolicy(
    boolean ignored, Optional<ColumnKind> kind, OptionalDouble tolerance, ColumnRules rules) {

  public static final ColumnPolicy DEFAULT =
      new ColumnPolicy(false, Optional.empty(), OptionalDouble.empty(), ColumnRules.NONE);

  public ColumnPolicy {
    requireNonNull(kind, "kind");
    requireNonNull(tolerance, "tolerance");
    requireNonNull(rules, "rules");
  }

  /** With fixed thresholds by measure. */
  public ColumnPolicy(
      boolean ignored,
      Optional<ColumnKind> kind,
      OptionalDouble tolerance,
      SortedMap<Measure, Double> thresholds) {
    this(ignored, kind, tolerance, ColumnRules.ofThresholds(thresholds));
  }

  /** Fixed thresholds by measure. */
  public SortedMap<Measure, Double> thresholds() {
    return rules.thresholds();
  }

  /** The same for a column that is not compared. */
  public ColumnPolicy ignoring() {
    return new ColumnPolicy(true, kind, tolerance, rules);
  }

  /** The same for a column of the given kind. */
  public ColumnPolicy withKind(ColumnKind kind) {
    return new ColumnPolicy(ignored, Optional.of(kind), tolerance, rules);
  }
}
