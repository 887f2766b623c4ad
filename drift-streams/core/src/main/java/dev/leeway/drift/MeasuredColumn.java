package dev.leeway.drift;

import dev.leeway.measure.ColumnMeasures;
import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.ColumnSample;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The measures of one column that a monitor wants, and what the rules that stand in place of the
 * default one conclude from them. Immutable.
 */
final class MeasuredColumn {

  private final ColumnLayout layout;
  private final ColumnSample expected;
  private final RuledColumn ruled;
  private final Set<Measure> wanted;

  MeasuredColumn(Reference reference, int place, Monitor monitor) {
    layout = reference.layout().columns().get(place);
    expected = ColumnSample.of(reference.profile(), place);
    ColumnRules rules = monitor.column(layout).rules();
    ruled = new RuledColumn(layout.name(), rules, reference.bands());
    wanted = EnumSet.noneOf(Measure.class);
    wanted.addAll(
        monitor.measures().isEmpty() ? ColumnMeasures.usual(layout.kind()) : monitor.measures());
    wanted.addAll(rules.measures());
  }

  /** The measures of a window, held against the rules' thresholds and bands. */
  List<MeasureResult> take(ColumnSample current) {
    return ColumnMeasures.take(ColumnPair.of(layout, expected, current), wanted).stream()
        .map(this::held)
        .toList();
  }

  /** The measures of all values of both sides, held against the same. */
  List<MeasureResult> take(RowMeasures rows, int place) {
    return rows.take(place, wanted).stream().map(this::held).toList();
  }

  /** The result with what a rule holds it against, where one does. */
  MeasureResult held(MeasureResult result) {
    return ruled.held(result);
  }

  /** Whether the default rule decides. */
  boolean isFree() {
    return ruled.isFree();
  }

  /** Whether a rule looks at what is summed up over windows. */
  boolean looksAtSums() {
    return ruled.looksAtSums();
  }

  /**
   * What the rules say of a window; empty where the default rule decides.
   *
   * @param results all measures of the window
   */
  Optional<RuledColumn.Ruling> rule(List<MeasureResult> results) {
    return ruled.rule(results);
  }
}
