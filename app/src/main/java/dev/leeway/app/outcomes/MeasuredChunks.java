package dev.leeway.app.outcomes;

import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.app.compare.BySegment;
import dev.leeway.app.compare.ChunkPerformance;
import dev.leeway.app.compare.Detections;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.appraisal.PastPerformance;
import dev.leeway.appraisal.PerformanceJudge;
import dev.leeway.estimate.Estimator;
import dev.leeway.loss.LossModel;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.performance.UsualMeasures;
import dev.leeway.verdict.MeasuredPerformance;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Measures chunks when they are asked for. */
final class MeasuredChunks implements PerformanceByChunk {

  private final PerformanceJudge judge;
  private final SortedMap<Long, PerformanceProfile> chunks;
  private final TableCount counted;
  private final Aside aside;

  /**
   * What else was found.
   *
   * @param segments the reference by segment; of none where it does not tell them apart
   * @param notes what a careful eye would stop at
   */
  record Aside(SortedMap<String, PerformanceProfile> segments, List<String> notes) {

    Aside {
      segments = unmodifiableSortedMap(new TreeMap<>(segments));
      notes = List.copyOf(notes);
    }
  }

  /**
   * @param before how the model did in the reference
   * @param counted of the table that is compared
   */
  MeasuredChunks(PastPerformance before, Demands demands, TableCount counted, Aside aside) {
    List<PerformanceKey> deciding =
        demands.deciding().isEmpty() ? UsualMeasures.of(before.layout()) : demands.deciding();
    judge = new PerformanceJudge(before, deciding, demands.limits());
    this.counted = counted;
    chunks = counted.outcomes().profiles();
    this.aside = aside;
  }

  @Override
  public Optional<ChunkPerformance> of(long key) {
    PerformanceProfile profile = chunks.getOrDefault(key, PerformanceProfile.empty(judge.layout()));
    List<MeasuredPerformance> realised = judge.realised(profile);
    return Optional.of(
        new ChunkPerformance(
            profile.predicted(),
            profile.realised(),
            realised,
            estimates(key, profile),
            judge.estimates() ? Estimator.ASSUMPTION : LossModel.ASSUMPTION,
            new RealisedPerformance(judge.layout(), profile).reliability(),
            counted.segments().map(segments -> segmented(segments, key, realised))));
  }

  /** Each segment by the measures that decide. */
  private BySegment segmented(
      SegmentOutcomes segments, long key, List<MeasuredPerformance> realised) {
    List<PerformanceKey> deciding =
        realised.stream()
            .filter(MeasuredPerformance::decides)
            .map(measure -> measure.result().key())
            .toList();
    return new Segmented(judge.layout(), segments.column(), aside.segments())
        .of(segments.of(key), deciding);
  }

  @Override
  public Optional<Detections> detections() {
    return counted.errors().map(ErrorStream::detect);
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
    return aside.notes;
  }
}
