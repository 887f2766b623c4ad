package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.util.List;

/**
 * How well a model did in one chunk.
 *
 * @param predicted predictions that could be counted
 * @param labelled those whose outcome is known
 * @param realised what the outcomes say
 * @param estimated what the predictions alone let expect
 * @param assumption what estimates rest on, in words
 */
public record ChunkPerformance(
    long predicted,
    long labelled,
    List<MeasuredPerformance> realised,
    List<MeasuredPerformance> estimated,
    String assumption) {

  public ChunkPerformance {
    realised = List.copyOf(realised);
    estimated = List.copyOf(estimated);
    requireNonNull(assumption, "assumption");
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
