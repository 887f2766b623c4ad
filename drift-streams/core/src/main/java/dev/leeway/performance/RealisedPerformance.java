package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.List;
import java.util.Optional;

/** The measures that a profile of labelled predictions gives. */
public final class RealisedPerformance {

  private final PerformanceProfile profile;
  private final TaskMeasures measures;

  /**
   * @throws IllegalArgumentException if the profile was not counted on the layout
   */
  public RealisedPerformance(PerformanceLayout layout, PerformanceProfile profile) {
    this.profile = requireNonNull(profile, "profile");
    requireCountedOn(layout, profile);
    measures = TaskMeasures.of(layout, profile);
  }

  /** All measures of the task, at what the layout says and at usual places. */
  public List<PerformanceResult> results() {
    return measures.keys().stream().map(this::result).toList();
  }

  /** One measure; {@link Undefined#NOT_LAID_OUT} where the layout does not let it be read. */
  public PerformanceResult result(PerformanceKey key) {
    return new PerformanceResult(key, finding(key), Math.max(0, profile.realised()));
  }

  /** The predicted classes against the true ones; empty where the task has no two classes. */
  public Optional<Confusion> confusion() {
    return measures instanceof BinaryMeasures binary
        ? Optional.of(binary.decided())
        : Optional.empty();
  }

  /** How predicted and true frequencies go together; empty without probabilities of two classes. */
  public List<ReliabilityBin> reliability() {
    return measures instanceof BinaryMeasures binary ? binary.reliability() : List.of();
  }

  private Finding finding(PerformanceKey key) {
    if (!profile.isWhole()) return Undefined.NOT_WHOLE;
    return profile.realised() == 0 ? Undefined.NO_ROWS : measures.of(key);
  }

  /**
   * Tells a profile of another layout, as far as it can be told.
   *
   * @throws IllegalArgumentException if the profile was not counted on the layout
   */
  public static void requireCountedOn(PerformanceLayout layout, PerformanceProfile profile) {
    if (!isCountedOn(layout, profile)) {
      throw new IllegalArgumentException("the profile was counted on another layout");
    }
  }

  /** Whether a profile may have been counted on a layout, as far as that can be told. */
  public static boolean isCountedOn(PerformanceLayout layout, PerformanceProfile profile) {
    TaskCounting counting = TaskCounting.of(layout);
    return profile.sums().size() == counting.sums()
        && profile.predictedCounts().end() <= counting.predictedPlaces()
        && profile.realisedCounts().end() <= counting.realisedPlaces();
  }
}
