package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measure of a model's performance in one window: what outcomes say beside what was expected.
 *
 * @param verdict the verdict on realised performance; where there is none, that on estimates
 * @param revision the verdict's newest
 * @param predicted predictions of the window that could be counted
 * @param labelled those whose outcome is known
 * @param last whether no label that comes now can change it
 * @param realised empty where only estimates are known
 * @param estimated empty where the measure cannot be estimated
 */
public record PerformancePoint(
    VerdictKey verdict,
    int revision,
    long predicted,
    long labelled,
    boolean last,
    Optional<MeasuredPerformance> realised,
    Optional<MeasuredPerformance> estimated) {

  public PerformancePoint {
    requireNonNull(verdict, "verdict");
    requireNonNull(realised, "realised");
    requireNonNull(estimated, "estimated");
  }

  /** Share of the predictions whose outcome is known; empty without predictions. */
  public OptionalDouble coverage() {
    return predicted == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) labelled / predicted);
  }

  /** By how much the estimate was above what came true; empty until both are known. */
  public OptionalDouble estimateError() {
    Optional<Found> truth = realised.flatMap(measure -> measure.result().found());
    Optional<Found> guess = estimated.flatMap(measure -> measure.result().found());
    return truth.isEmpty() || guess.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(guess.get().value() - truth.get().value());
  }

  /** Whether both are of the same version, segment and window. */
  public boolean besides(PerformancePoint other) {
    return verdict.model().equals(other.verdict.model())
        && verdict.segment().equals(other.verdict.segment())
        && verdict.window().equals(other.verdict.window());
  }

  /** Both verdicts on one window together; an estimate told with the outcomes is the newer one. */
  public PerformancePoint with(PerformancePoint other) {
    boolean mine = verdict.kind() == Verdict.Kind.PERFORMANCE;
    PerformancePoint known = mine ? this : other;
    PerformancePoint expected = mine ? other : this;
    return new PerformancePoint(
        known.verdict,
        known.revision,
        known.predicted,
        known.labelled,
        known.last,
        known.realised,
        known.estimated.or(expected::estimated));
  }
}
