package dev.leeway.appraisal;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.Band;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

/**
 * Takes the measures of rows that were counted on one layout, and says for each what it may be:
 * three standard deviations around the mean of the past's chunks, within what the measure can be at
 * all; a fixed limit in its place where one is given. For one thread.
 */
public final class PerformanceJudge {

  /** Standard deviations of the reference's chunks around their mean, as NannyML has it. */
  private static final double DEVIATIONS = 3;

  /** They grow with the number of rows, so chunks of another size are not alike. */
  private static final Set<PerformanceMeasure> GROWING =
      EnumSet.of(
          PerformanceMeasure.TRUE_POSITIVES,
          PerformanceMeasure.FALSE_POSITIVES,
          PerformanceMeasure.TRUE_NEGATIVES,
          PerformanceMeasure.FALSE_NEGATIVES,
          PerformanceMeasure.BUSINESS_VALUE);

  private final PastPerformance past;
  private final SortedMap<PerformanceKey, Double> limits;
  private final RealisedPerformance before;
  private final Set<PerformanceKey> deciding;
  private final List<PerformanceKey> keys;

  /** What each measure is held against, as far as it was asked for. */
  private final Map<PerformanceKey, Against> against = new HashMap<>();

  private record Against(OptionalDouble before, Optional<Range> allowed) {}

  /**
   * @param deciding measures that decide, the first to be shown first; those with a limit do, too
   * @param limits what measures may be at worst
   */
  public PerformanceJudge(
      PastPerformance past,
      List<PerformanceKey> deciding,
      SortedMap<PerformanceKey, Double> limits) {
    this.past = past;
    this.limits = limits;
    before = new RealisedPerformance(past.layout(), past.whole());
    this.deciding = new LinkedHashSet<>(deciding);
    this.deciding.addAll(limits.keySet());
    Set<PerformanceKey> all = new LinkedHashSet<>(this.deciding);
    before.results().forEach(result -> all.add(result.key()));
    keys = new ArrayList<>(all);
  }

  public PerformanceLayout layout() {
    return past.layout();
  }

  /** Whether performance can be estimated. */
  public boolean estimates() {
    return past.estimator().isPresent();
  }

  /** What outcomes say; those that decide first. */
  public List<MeasuredPerformance> realised(PerformanceProfile rows) {
    RealisedPerformance performance = new RealisedPerformance(past.layout(), rows);
    return keys.stream().map(performance::result).map(this::measured).toList();
  }

  /** What predictions alone let expect; nothing where that cannot be estimated. */
  public List<MeasuredPerformance> estimated(PerformanceProfile rows) {
    if (past.estimator().isEmpty()) return List.of();
    return past.estimator().get().estimate(rows).stream().map(this::measured).toList();
  }

  /** How the model did before; of no rows where that is not known. */
  public RealisedPerformance before() {
    return before;
  }

  /** A number of now beside that of before, with what it may be. */
  public MeasuredPerformance measured(PerformanceResult result) {
    PerformanceKey key = result.key();
    Against known = against(key);
    return new MeasuredPerformance(result, known.before, known.allowed, deciding.contains(key));
  }

  private Against against(PerformanceKey key) {
    return against.computeIfAbsent(key, asked -> new Against(before(asked), allowed(asked)));
  }

  private OptionalDouble before(PerformanceKey key) {
    return before.result(key).found().stream().mapToDouble(Found::value).findFirst();
  }

  private Optional<Range> allowed(PerformanceKey key) {
    Double limit = limits.get(key);
    if (limit != null) return Optional.of(Range.of(key.measure(), limit));
    if (GROWING.contains(key.measure())) return Optional.empty();
    return past.bands().of(key).map(band -> around(key.measure(), band));
  }

  private static Range around(PerformanceMeasure measure, Band band) {
    return new Range(
        OptionalDouble.of(Math.max(measure.least(), band.lower(DEVIATIONS))),
        OptionalDouble.of(Math.min(measure.most(), band.upper(DEVIATIONS))));
  }
}
