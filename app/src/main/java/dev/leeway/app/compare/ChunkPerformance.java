package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.ReliabilityBin;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.util.List;
import java.util.Optional;

/**
 * How well a model did in one chunk.
 *
 * @param predicted predictions that could be counted
 * @param labelled those whose outcome is known
 * @param realised what the outcomes say
 * @param estimated what the predictions alone let expect
 * @param assumption what estimates rest on, in words
 * @param reliability how probabilities and frequencies go together; empty where there are none
 * @param segments how it did in each segment, where that is asked for
 */
public record ChunkPerformance(
    long predicted,
    long labelled,
    List<MeasuredPerformance> realised,
    List<MeasuredPerformance> estimated,
    String assumption,
    List<ReliabilityBin> reliability,
    Optional<BySegment> segments) {

  public ChunkPerformance {
    realised = List.copyOf(realised);
    estimated = List.copyOf(estimated);
    requireNonNull(assumption, "assumption");
    reliability = List.copyOf(reliability);
    requireNonNull(segments, "segments");
  }

  /** The measures that decide: estimates while no outcome is known. */
  List<MeasuredPerformance> deciding() {
    return (labelled == 0 && !estimated.isEmpty() ? estimated : realised)
        .stream().filter(MeasuredPerformance::decides).toList();
  }

  /** Those of them that are worse than allowed. */
  public List<MeasuredPerformance> failed() {
    return deciding().stream().filter(measure -> measure.state() == State.FAILED).toList();
  }
}
