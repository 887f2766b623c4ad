package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ChunkPerformance;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.estimate.Calibration;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.performance.UsualMeasures;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;

/** Measures chunks when they are asked for. */
final class MeasuredChunks implements PerformanceByChunk {

  private final PerformanceLayout layout;
  private final SortedMap<Long, PerformanceProfile> chunks;
  private final RealisedPerformance reference;
  private final Optional<Estimator> estimator;
  private final List<PerformanceKey> keys;
  private final Set<PerformanceKey> deciding;
  private final SortedMap<PerformanceKey, Range> allowed;
  private final List<String> notes;

  /**
   * @param chunks of the table that is compared
   * @param before chunks of the reference; none where it has no labels
   */
  MeasuredChunks(
      PerformanceLayout layout,
      Demands demands,
      SortedMap<Long, PerformanceProfile> chunks,
      SortedMap<Long, PerformanceProfile> before,
      List<String> notes) {
    this.layout = layout;
    this.chunks = chunks;
    this.notes = List.copyOf(notes);
    PerformanceProfile whole =
        before.values().stream()
            .reduce(PerformanceProfile.empty(layout), PerformanceProfile::merge);
    reference = new RealisedPerformance(layout, whole);
    estimator = Estimator.of(layout, whole, Calibration.fit(layout, whole));
    deciding = new LinkedHashSet<>(demands.deciding());
    if (deciding.isEmpty()) deciding.addAll(UsualMeasures.of(layout));
    deciding.addAll(demands.limits().keySet());
    Set<PerformanceKey> all = new LinkedHashSet<>(deciding);
    reference.results().forEach(result -> all.add(result.key()));
    keys = new ArrayList<>(all);
    allowed = Allowed.ranges(layout, keys, before.values(), demands.limits());
  }

  @Override
  public Optional<ChunkPerformance> of(long key) {
    PerformanceProfile profile = chunks.getOrDefault(key, PerformanceProfile.empty(layout));
    RealisedPerformance performance = new RealisedPerformance(layout, profile);
    return Optional.of(
        new ChunkPerformance(
            profile.predicted(),
            profile.realised(),
            keys.stream().map(performance::result).map(this::measured).toList(),
            estimator.map(known -> known.estimate(profile)).orElse(List.of()).stream()
                .map(this::measured)
                .toList()));
  }

  private MeasuredPerformance measured(PerformanceResult result) {
    OptionalDouble before =
        reference.result(result.key()).found().stream().mapToDouble(Found::value).findFirst();
    return new MeasuredPerformance(
        result,
        before,
        Optional.ofNullable(allowed.get(result.key())),
        deciding.contains(result.key()));
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
