package dev.leeway.app.outcomes;

import dev.leeway.loss.LossCounter;
import dev.leeway.loss.LossEstimate;
import dev.leeway.loss.LossModel;
import dev.leeway.loss.LossProfile;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.RealisedPerformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What loss models expect of the rows of each chunk. */
final class ChunkLosses implements RowOutcomes {

  private final SortedMap<PerformanceMeasure, LossModel> models;
  private final Map<PerformanceMeasure, SortedMap<Long, LossCounter>> counters = new TreeMap<>();

  ChunkLosses(SortedMap<PerformanceMeasure, LossModel> models) {
    this.models = models;
    models.keySet().forEach(measure -> counters.put(measure, new TreeMap<>()));
  }

  /** All columns that the models read. */
  static Set<String> columns(SortedMap<PerformanceMeasure, LossModel> models) {
    Set<String> columns = new TreeSet<>();
    models.values().forEach(model -> model.inputs().forEach(input -> columns.add(input.column())));
    return columns;
  }

  @Override
  public void answered(long chunk, OutcomeRow row, Answer answer) {
    counters.forEach(
        (measure, chunks) ->
            chunks
                .computeIfAbsent(chunk, unseen -> new LossCounter(model(measure)))
                .add(row.outputs()));
  }

  @Override
  public void labelled(long chunk, OutcomeRow row, Outcome outcome) {}

  /**
   * What is to be expected of a chunk.
   *
   * @param reference from which sampling errors are judged
   */
  List<PerformanceResult> estimate(long chunk, RealisedPerformance reference) {
    List<PerformanceResult> results = new ArrayList<>();
    counters.forEach(
        (measure, chunks) -> {
          LossCounter counter = chunks.get(chunk);
          LossProfile profile = counter == null ? LossProfile.EMPTY : counter.build();
          results.addAll(LossEstimate.of(measure, profile, reference));
        });
    return results;
  }

  /** Rows that a model could not take, by measure, where and why. */
  SortedMap<String, Long> refused() {
    SortedMap<String, Long> refused = new TreeMap<>();
    counters.forEach(
        (measure, chunks) ->
            chunks.values().stream()
                .map(LossCounter::build)
                .forEach(
                    profile ->
                        profile
                            .refused()
                            .forEach(
                                (why, rows) ->
                                    refused.merge(measure.id() + ": " + why, rows, Long::sum))));
    return refused;
  }

  private LossModel model(PerformanceMeasure measure) {
    LossModel model = models.get(measure);
    if (model == null) throw new IllegalArgumentException("no loss model for " + measure.id());
    return model;
  }
}
