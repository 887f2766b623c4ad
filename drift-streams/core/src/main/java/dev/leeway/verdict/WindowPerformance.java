package dev.leeway.verdict;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a model did in a window.
 *
 * @param predicted predictions that could be counted
 * @param labelled those whose outcome is known; a verdict on estimates does not look: 0
 * @param last whether no label that comes now can change it; never said of estimates
 * @param realised what the outcomes say; of a verdict on estimates empty
 * @param estimated what the predictions alone let expect, in the belief that there is no concept
 *     drift; beside what is realised it shows how far the estimate was off
 */
public record WindowPerformance(
    long predicted,
    long labelled,
    boolean last,
    List<MeasuredPerformance> realised,
    List<MeasuredPerformance> estimated) {

  public WindowPerformance {
    realised = List.copyOf(realised);
    estimated = List.copyOf(estimated);
    if (labelled < 0 || predicted < labelled) {
      throw new IllegalArgumentException(labelled + " labelled of " + predicted);
    }
  }

  /** Share of the predictions whose outcome is known, in [0, 1]; empty without predictions. */
  public OptionalDouble coverage() {
    return predicted == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) labelled / predicted);
  }

  /** The measures that decide and are worse than allowed, of the kind that the verdict is on. */
  public List<MeasuredPerformance> failed(Verdict.Kind kind) {
    return of(kind).stream()
        .filter(measure -> measure.decides() && measure.state() == State.FAILED)
        .toList();
  }

  /** The measures that a verdict of the kind is on. */
  public List<MeasuredPerformance> of(Verdict.Kind kind) {
    return kind == Verdict.Kind.ESTIMATED_PERFORMANCE ? estimated : realised;
  }
}
