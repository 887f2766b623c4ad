package dev.leeway.reference;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.estimate.Calibration;
import dev.leeway.estimate.Calibrator;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.RealisedPerformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model version did on its reference, where that has labels: the grid that outcomes of every
 * window are counted on, and what estimates need.
 *
 * @param profile the labelled reference, counted on the layout
 * @param calibrators as {@link Calibration} fitted them to the profile
 * @param bands how measures vary over consecutive chunks of the reference
 */
public record ReferencePerformance(
    PerformanceLayout layout,
    PerformanceProfile profile,
    List<Calibrator> calibrators,
    SortedMap<PerformanceKey, Band> bands) {

  /**
   * @throws IllegalArgumentException if the profile was not counted on the layout or takes back
   *     what it does not hold, or calibrators do not go with classes
   */
  public ReferencePerformance {
    requireNonNull(layout, "layout");
    calibrators = List.copyOf(calibrators);
    bands = unmodifiableSortedMap(new TreeMap<>(bands));
    if (!profile.isWhole()) throw new IllegalArgumentException("corrections without their rows");
    RealisedPerformance.requireCountedOn(layout, profile);
    if (!calibrators.isEmpty() && calibrators.size() != scores(layout)) {
      throw new IllegalArgumentException(calibrators.size() + " calibrators");
    }
  }

  /**
   * Measures a reference and its chunks, and fits calibrators to it.
   *
   * @param chunks the reference in the order of its rows: chunks of equal size, of which one more
   *     may hold what is left over, or one chunk alone, which tells nothing of how measures vary
   */
  public static ReferencePerformance of(PerformanceLayout layout, List<PerformanceProfile> chunks) {
    PerformanceProfile whole =
        chunks.stream()
            .reduce(PerformanceProfile::merge)
            .orElseGet(() -> PerformanceProfile.empty(layout));
    List<PerformanceProfile> equal =
        chunks.size() < ChunkedCounter.CHUNKS
            ? List.of()
            : chunks.subList(0, ChunkedCounter.CHUNKS);
    return new ReferencePerformance(
        layout, whole, Calibration.fit(layout, whole), bands(layout, equal));
  }

  /**
   * How measures vary over chunks. One that is undefined in a chunk has no band.
   *
   * @param chunks of equal size: numbers of rows are measures too
   */
  static SortedMap<PerformanceKey, Band> bands(
      PerformanceLayout layout, List<PerformanceProfile> chunks) {
    SortedMap<PerformanceKey, List<Double>> values = new TreeMap<>();
    for (PerformanceProfile chunk : chunks) {
      for (PerformanceResult result : new RealisedPerformance(layout, chunk).results()) {
        result
            .found()
            .ifPresent(
                found ->
                    values
                        .computeIfAbsent(result.key(), key -> new ArrayList<>())
                        .add(found.value()));
      }
    }
    SortedMap<PerformanceKey, Band> bands = new TreeMap<>();
    values.forEach(
        (key, ofKey) -> {
          if (ofKey.size() < chunks.size()) return;
          bands.put(key, Band.of(ofKey.stream().mapToDouble(Double::doubleValue).toArray()));
        });
    return bands;
  }

  /** Estimates performance of windows without labels; empty if nothing can be estimated. */
  public Optional<Estimator> estimator() {
    return Estimator.of(layout, profile, calibrators);
  }

  private static int scores(PerformanceLayout layout) {
    if (layout instanceof BinaryLayout) return 1;
    return layout instanceof MulticlassLayout several ? several.scoreColumns().size() : 0;
  }
}
