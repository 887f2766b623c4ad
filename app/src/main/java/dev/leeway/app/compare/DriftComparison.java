package dev.leeway.app.compare;

import dev.leeway.drift.DriftJudge;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * By our own rule, as windows of a stream are judged. The rule looks at counts; with all values at
 * hand the measures beside it are row-exact.
 */
final class DriftComparison implements ColumnComparison {

  private final DriftJudge judge;
  private final Monitor monitor;
  private final @Nullable ExactComparison exact;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param values of the reference; empty to compare counts alone
   */
  DriftComparison(Reference reference, Monitor monitor, Optional<ExactRows> values) {
    this.monitor = monitor;
    judge = new DriftJudge(reference, monitor);
    exact = values.map(rows -> new ExactComparison(reference, rows)).orElse(null);
    for (ColumnLayout column : reference.layout().columns()) {
      places.put(column.name(), places.size());
    }
  }

  @Override
  public List<ColumnVerdict> compare(Profile profile, Optional<ExactRows> values) {
    List<ColumnVerdict> counted = judge.judge(profile);
    ExactComparison measures = exact;
    if (measures == null || values.isEmpty()) return counted;
    return counted.stream()
        .map(
            verdict -> {
              Integer place = places.get(verdict.column());
              return place == null
                  ? verdict
                  : with(
                      verdict,
                      measures.measure(profile, values.get(), place, monitor.measures()));
            })
        .toList();
  }

  /** The verdict with exact measures in the place of those of counts, thresholds kept. */
  private static ColumnVerdict with(ColumnVerdict verdict, List<MeasureResult> exact) {
    Map<dev.leeway.verdict.Measure, MeasureResult> byMeasure = new HashMap<>();
    exact.forEach(result -> byMeasure.put(result.measure(), result));
    List<MeasureResult> results = new ArrayList<>();
    for (MeasureResult counted : verdict.measures()) {
      MeasureResult found = byMeasure.remove(counted.measure());
      results.add(found == null ? counted : held(found, counted.threshold()));
    }
    exact.stream().filter(byMeasure::containsValue).forEach(results::add);
    return new ColumnVerdict(
        verdict.column(),
        verdict.kind(),
        verdict.state(),
        verdict.why(),
        verdict.rows(),
        verdict.missing(),
        results);
  }

  private static MeasureResult held(MeasureResult result, OptionalDouble threshold) {
    return threshold.isPresent() ? result.heldAgainst(threshold.getAsDouble()) : result;
  }
}
