package dev.leeway.performance;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Found;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a measure changed, split by segment: because the segments' shares of the rows changed, or
 * because the measure changed within them. The parts sum to the change.
 *
 * <p>A mean over rows is the sum of w_s m_s, each segment's share of the weight times its own mean.
 * With both taken at the middle between before and after, the change is the sum of (w'_s - w_s)
 * (mean of m_s - mean of m), the mix, and (m'_s - m_s) (mean of w_s), within; there is no rest.
 * Weights are rows, for precision those predicted positive, for recall the positives, for
 * specificity the negatives.
 *
 * @param before the measure of all segments before
 * @param after and after
 * @param parts by segment
 */
public record Explanation(double before, double after, SortedMap<String, Part> parts) {

  /**
   * A segment's part in the change.
   *
   * @param mix by its share having changed; a segment that came or went has nothing else
   * @param within by the measure having changed in it
   */
  public record Part(double mix, double within) {}

  public Explanation {
    parts = unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** What has changed because segments' shares have. */
  public double mix() {
    return parts.values().stream().mapToDouble(Part::mix).sum();
  }

  /** What has changed inside segments. */
  public double within() {
    return parts.values().stream().mapToDouble(Part::within).sum();
  }

  /**
   * Explains a change.
   *
   * @param before profiles by segment
   * @param after profiles by segment
   * @return empty where the measure is no mean over rows, or has no value on one of the sides
   * @throws IllegalArgumentException if a profile was counted on another layout
   */
  public static Optional<Explanation> of(
      PerformanceLayout layout,
      PerformanceKey key,
      SortedMap<String, PerformanceProfile> before,
      SortedMap<String, PerformanceProfile> after) {
    SortedMap<String, Mean> from = means(layout, key, before);
    SortedMap<String, Mean> to = means(layout, key, after);
    double fromWeight = weight(from);
    double toWeight = weight(to);
    if (fromWeight == 0 || toWeight == 0) return Optional.empty();
    double fromMean = mean(from) / fromWeight;
    double toMean = mean(to) / toWeight;
    Set<String> segments = new HashSet<>(from.keySet());
    segments.addAll(to.keySet());
    SortedMap<String, Part> parts = new TreeMap<>();
    for (String segment : segments) {
      Mean old = either(from.get(segment), to.get(segment));
      Mean now = either(to.get(segment), from.get(segment));
      double oldShare = from.containsKey(segment) ? old.weight / fromWeight : 0;
      double newShare = to.containsKey(segment) ? now.weight / toWeight : 0;
      double centre = (old.value + now.value) / 2 - (fromMean + toMean) / 2;
      parts.put(
          segment,
          new Part(
              (newShare - oldShare) * centre, (now.value - old.value) * (oldShare + newShare) / 2));
    }
    return Optional.of(new Explanation(fromMean, toMean, parts));
  }

  private static Mean either(@Nullable Mean first, @Nullable Mean second) {
    return first == null ? requireNonNull(second) : first;
  }

  private record Mean(double value, double weight) {}

  private static SortedMap<String, Mean> means(
      PerformanceLayout layout,
      PerformanceKey key,
      SortedMap<String, PerformanceProfile> profiles) {
    SortedMap<String, Mean> means = new TreeMap<>();
    profiles.forEach(
        (segment, profile) -> {
          RealisedPerformance performance = new RealisedPerformance(layout, profile);
          double weight = weight(key, performance, profile);
          Optional<Found> found = performance.result(key).found();
          if (weight > 0 && found.isPresent()) {
            means.put(segment, new Mean(found.get().value(), weight));
          }
        });
    return means;
  }

  /** What the measure is a mean over; 0 where it is none. */
  private static double weight(
      PerformanceKey key, RealisedPerformance performance, PerformanceProfile profile) {
    Optional<Confusion> confusion = performance.confusion();
    boolean decided = confusion.isPresent() && key.at().isEmpty();
    return switch (key.measure()) {
      case ACCURACY,
          LOG_LOSS,
          BRIER,
          TOP_K_ACCURACY,
          PREVALENCE,
          SELECTION_RATE,
          BUSINESS_VALUE_PER_ROW,
          BIAS,
          MAE,
          MSE,
          MAPE,
          SMAPE,
          MSLE,
          PINBALL_LOSS,
          QUANTILE_COVERAGE,
          INTERVAL_COVERAGE ->
          (double) profile.realised();
      case PRECISION -> decided ? confusion.get().selected() : 0;
      case RECALL -> decided ? confusion.get().positives() : 0;
      case SPECIFICITY -> decided ? confusion.get().negatives() : 0;
      default -> 0;
    };
  }

  private static double weight(SortedMap<String, Mean> means) {
    return means.values().stream().mapToDouble(Mean::weight).sum();
  }

  private static double mean(SortedMap<String, Mean> means) {
    return means.values().stream().mapToDouble(mean -> mean.value * mean.weight).sum();
  }
}
