package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ChunkPerformance;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.estimate.Estimator;
import dev.leeway.loss.LossModel;
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
import java.util.stream.Stream;

/** Measures chunks when they are asked for. */
final class MeasuredChunks implements PerformanceByChunk {

  private final Before before;
  private final PerformanceLayout layout;
  private final SortedMap<Long, PerformanceProfile> chunks;
  private final TableCount counted;
  private final List<PerformanceKey> keys;
  private final Set<PerformanceKey> deciding;
  private final SortedMap<PerformanceKey, Range> allowed;
  private final List<String> notes;

  /**
   * @param counted of the table that is compared
   * @param before how the model did in the reference
   */
  MeasuredChunks(Before before, Demands demands, TableCount counted, List<String> notes) {
    this.before = before;
    layout = before.layout();
    this.counted = counted;
    chunks = counted.outcomes().profiles();
    this.notes = List.copyOf(notes);
    deciding = new LinkedHashSet<>(demands.deciding());
    if (deciding.isEmpty()) deciding.addAll(UsualMeasures.of(layout));
    deciding.addAll(demands.limits().keySet());
    Set<PerformanceKey> all = new LinkedHashSet<>(deciding);
    before.realised().results().forEach(result -> all.add(result.key()));
    keys = new ArrayList<>(all);
    allowed = before.allowed(keys, demands.limits());
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
            estimates(key, profile).map(this::measured).toList(),
            before.estimator().isPresent() ? Estimator.ASSUMPTION : LossModel.ASSUMPTION));
  }

  /** By scores for classes, by loss models for numbers. */
  private Stream<PerformanceResult> estimates(long key, PerformanceProfile profile) {
    return Stream.concat(
        before.estimator().stream().flatMap(known -> known.estimate(profile).stream()),
        counted.losses().estimate(key, before.realised()).stream());
  }

  private MeasuredPerformance measured(PerformanceResult result) {
    OptionalDouble reference =
        before.realised().result(result.key()).found().stream()
            .mapToDouble(Found::value)
            .findFirst();
    return new MeasuredPerformance(
        result,
        reference,
        Optional.ofNullable(allowed.get(result.key())),
        deciding.contains(result.key()));
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
