package dev.leeway.appraisal;

import static java.util.Objects.requireNonNull;

import dev.leeway.estimate.Calibration;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.reference.Band;
import dev.leeway.reference.ReferencePerformance;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How the model did before, where it was well.
 *
 * @param whole all labelled rows of then; none where nothing is known
 * @param bands how each measure varied over their chunks
 * @param estimator of what is counted now; empty if nothing can be estimated
 */
public record PastPerformance(
    PerformanceLayout layout,
    PerformanceProfile whole,
    BandsByKey bands,
    Optional<Estimator> estimator) {

  /** Fewer chunks say nothing of how a measure varies. */
  public static final int LEAST_CHUNKS = 5;

  /** How measures varied. */
  @FunctionalInterface
  public interface BandsByKey {

    /** Empty where that is not known. */
    Optional<Band> of(PerformanceKey key);
  }

  /**
   * @throws IllegalArgumentException if the rows were not counted on the layout
   */
  public PastPerformance {
    requireNonNull(bands, "bands");
    requireNonNull(estimator, "estimator");
    RealisedPerformance.requireCountedOn(layout, whole);
  }

  /** Nothing is known. */
  public static PastPerformance none(PerformanceLayout layout) {
    return new PastPerformance(
        layout, PerformanceProfile.empty(layout), key -> Optional.empty(), Optional.empty());
  }

  /** What a reference tells that was made with labels. */
  public static PastPerformance of(ReferencePerformance reference) {
    return new PastPerformance(
        reference.layout(),
        reference.profile(),
        key ->
            Optional.ofNullable(reference.bands().get(key))
                .filter(band -> band.chunks() >= LEAST_CHUNKS),
        reference.estimator());
  }

  /**
   * What rows tell that are at hand.
   *
   * @param chunks of them; those in which a measure is undefined do not count for it
   */
  public static PastPerformance of(
      PerformanceLayout layout, Collection<PerformanceProfile> chunks) {
    PerformanceProfile whole =
        chunks.stream().reduce(PerformanceProfile.empty(layout), PerformanceProfile::merge);
    List<RealisedPerformance> measured =
        chunks.stream().map(chunk -> new RealisedPerformance(layout, chunk)).toList();
    return new PastPerformance(
        layout,
        whole,
        key -> band(key, measured),
        Estimator.of(layout, whole, Calibration.fit(layout, whole)));
  }

  private static Optional<Band> band(PerformanceKey key, List<RealisedPerformance> chunks) {
    double[] values =
        chunks.stream()
            .flatMapToDouble(chunk -> chunk.result(key).found().stream().mapToDouble(Found::value))
            .toArray();
    return values.length < LEAST_CHUNKS ? Optional.empty() : Optional.of(Band.of(values));
  }
}
