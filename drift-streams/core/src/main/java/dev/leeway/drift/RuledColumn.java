package dev.leeway.drift;

import dev.leeway.measure.ColumnMeasures;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.reference.Band;
import dev.leeway.reference.Bands;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules that stand in place of the default one conclude of one column. Immutable. */
final class RuledColumn {

  private final String column;
  private final ColumnRules rules;
  private final Bands bands;

  RuledColumn(String column, ColumnRules rules, Bands bands) {
    this.column = column;
    this.rules = rules;
    this.bands = bands;
  }

  /**
   * What the rules say together.
   *
   * @param state DRIFTED as soon as one rule says so; UNKNOWN where none does and one cannot tell
   * @param reason which rule says DRIFTED, or why it is UNKNOWN, in words; empty otherwise
   * @param numbersOnly whether no rule that said something looks at missing values and the like
   */
  record Ruling(State state, String reason, boolean numbersOnly) {}

  /** Whether the default rule decides. */
  boolean isFree() {
    return rules.measures().isEmpty();
  }

  /** Whether a rule looks at what is summed up over windows. */
  boolean looksAtSums() {
    return rules.thresholds().containsKey(Measure.EVIDENCE)
        || rules.thresholds().containsKey(Measure.EFFECT);
  }

  /** The result with what a rule holds it against, where one does. */
  MeasureResult held(MeasureResult result) {
    Double fixed = rules.thresholds().get(result.measure());
    if (fixed != null) return result.heldAgainst(fixed);
    Double deviations = rules.bands().get(result.measure());
    if (deviations == null) return result;
    return band(result).map(band -> result.heldAgainst(band.upper(deviations))).orElse(result);
  }

  private Optional<Band> band(MeasureResult result) {
    return bands.of(column, result.formula());
  }

  /**
   * What the rules say of a window; empty where the default rule decides, because there is no rule
   * or the column has none of their measures.
   *
   * @param results all measures of the window
   */
  Optional<Ruling> rule(List<MeasureResult> results) {
    Set<Measure> ruled = rules.measures();
    List<MeasureResult> seen =
        results.stream().filter(result -> ruled.contains(result.measure())).toList();
    if (seen.isEmpty()) return Optional.empty();
    List<String> drifted = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (MeasureResult result : seen) {
      if (isOver(result)) drifted.add(over(result));
      if (isSignificant(result)) drifted.add(significant(result));
      if (isOffBand(result)) drifted.add(offBand(result));
      if (rules.bands().containsKey(result.measure()) && band(result).isEmpty()) {
        unknown.add("the reference has no band for " + result.measure().key());
      }
    }
    boolean numbersOnly =
        seen.stream().allMatch(result -> ColumnMeasures.isOfNumbersOnly(result.measure()));
    State open = unknown.isEmpty() ? State.OK : State.UNKNOWN;
    return Optional.of(
        drifted.isEmpty()
            ? new Ruling(open, String.join("; ", unknown), numbersOnly)
            : new Ruling(State.DRIFTED, String.join("; ", drifted), numbersOnly));
  }

  private String over(MeasureResult result) {
    return words("%s %.3g, threshold %.3g", result, rules.thresholds().get(result.measure()));
  }

  private String significant(MeasureResult result) {
    return String.format(
        Locale.ROOT,
        "%s: p %.2g, limit %.2g",
        result.measure().key(),
        result.pValue().orElse(1),
        rules.pValues().get(result.measure()));
  }

  private String offBand(MeasureResult result) {
    return words(
        "%s %.3g, outside the reference's chunks by more than %.3g deviations",
        result, rules.bands().get(result.measure()));
  }

  private static String words(String form, MeasureResult result, @Nullable Double limit) {
    return String.format(Locale.ROOT, form, result.measure().key(), result.value(), limit);
  }

  /** Statistics with a sign are as far from no drift on either side. */
  private boolean isOver(MeasureResult result) {
    Double threshold = rules.thresholds().get(result.measure());
    return threshold != null && Math.abs(result.value()) >= threshold;
  }

  private boolean isSignificant(MeasureResult result) {
    Double limit = rules.pValues().get(result.measure());
    return limit != null && result.pValue().orElse(1) <= limit;
  }

  /** Distances drift upwards only; what has two sides also downwards. */
  private boolean isOffBand(MeasureResult result) {
    Double deviations = rules.bands().get(result.measure());
    if (deviations == null) return false;
    boolean twoSided =
        switch (result.measure()) {
          case T, Z, MANN_WHITNEY, PCA_RECONSTRUCTION -> true;
          default -> false;
        };
    return band(result)
        .filter(
            band ->
                result.value() > band.upper(deviations)
                    || (twoSided && result.value() < band.lower(deviations)))
        .isPresent();
  }
}
