package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ChunkPerformance;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.appraisal.PastPerformance;
import dev.leeway.appraisal.PerformanceJudge;
import dev.leeway.estimate.Estimator;
import dev.leeway.loss.LossModel;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.UsualMeasures;
import dev.leeway.verdict.MeasuredPerformance;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Measures chunks when they are asked for. */
final class MeasuredChunks implements PerformanceByChunk {

  private final PerformanceJudge judge;
  private final SortedMap<Long, PerformanceProfile> chunks;
  private final TableCount counted;
  private final List<String> notes;

  /**
   * @param before how the model did in the reference
   * @param counted of the table that is compared
   */
  MeasuredChunks(PastPerformance before, Demands demands, TableCount counted, List<String> notes) {
    List<PerformanceKey> deciding =
        demands.deciding().isEmpty() ? UsualMeasures.of(before.layout()) : demands.deciding();
    judge = new PerformanceJudge(before, deciding, demands.limits());
    this.counted = counted;
    chunks = counted.outcomes().profiles();
    this.notes = List.copyOf(notes);
  }

  @Override
  public Optional<ChunkPerformance> of(long key) {
    PerformanceProfile profile = chunks.getOrDefault(key, PerformanceProfile.empty(judge.layout()));
    return Optional.of(
        new ChunkPerformance(
            profile.predicted(),
            profile.realised(),
            judge.realised(profile),
            estimates(key, profile),
            judge.estimates() ? Estimator.ASSUMPTION : LossModel.ASSUMPTION));
  }

  /** By scores for classes, by loss models for numbers. */
  private List<MeasuredPerformance> estimates(long key, PerformanceProfile profile) {
    return Stream.concat(
            judge.estimated(profile).stream(),
            counted.losses().estimate(key, judge.before()).stream().map(judge::measured))
        .toList();
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
