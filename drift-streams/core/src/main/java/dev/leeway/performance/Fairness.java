package dev.leeway.performance;

import static java.util.Collections.unmodifiableMap;
import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Found;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How differently a binary model treats segments, for example groups of people. Each rate is held
 * together over the segments that have one; segments without a row in its denominator have none.
 *
 * @param rates by rate, then by segment; a rate without a segment is left out
 */
public record Fairness(Map<Rate, SortedMap<String, Found>> rates) {

  /** Below this ratio of selection rates US agencies presume adverse impact (29 CFR 1607.4 D). */
  public static final double FOUR_FIFTHS = 0.8;

  /** What is held together. */
  public enum Rate {
    /** Share predicted positive, of all predictions with a label or without. */
    SELECTION,
    /** Share of positives that were found. */
    TRUE_POSITIVE,
    /** Share of negatives that were taken for positive. */
    FALSE_POSITIVE
  }

  /**
   * The two segments that are furthest apart in a rate.
   *
   * @param lowest the segment with the lowest rate, the first of equals
   * @param highest the segment with the highest rate
   * @param difference of their rates, not negative
   * @param ratio of the lower to the higher; empty where both are 0
   * @param standardError of the difference
   */
  public record Gap(
      String lowest,
      String highest,
      double difference,
      OptionalDouble ratio,
      double standardError) {}

  public Fairness {
    Map<Rate, SortedMap<String, Found>> copy = new EnumMap<>(Rate.class);
    rates.forEach(
        (rate, found) -> {
          if (!found.isEmpty()) copy.put(rate, unmodifiableSortedMap(new TreeMap<>(found)));
        });
    rates = unmodifiableMap(copy);
  }

  /**
   * The rates of segments that were counted on one layout.
   *
   * @throws IllegalArgumentException if a profile was counted on another
   */
  public static Fairness of(BinaryLayout layout, SortedMap<String, PerformanceProfile> segments) {
    Map<Rate, SortedMap<String, Found>> rates = new EnumMap<>(Rate.class);
    for (Rate rate : Rate.values()) {
      rates.put(rate, new TreeMap<>());
    }
    segments.forEach(
        (segment, profile) -> {
          if (!profile.isWhole()) return;
          Confusion confusion = new RealisedPerformance(layout, profile).confusion().orElseThrow();
          double selected = selected(profile);
          put(rates, Rate.SELECTION, segment, selected, (double) profile.predicted());
          put(rates, Rate.TRUE_POSITIVE, segment, confusion.truePositives(), confusion.positives());
          put(
              rates,
              Rate.FALSE_POSITIVE,
              segment,
              confusion.falsePositives(),
              confusion.negatives());
        });
    return new Fairness(rates);
  }

  /** How far segments are apart in a rate; empty where fewer than two have one. */
  public Optional<Gap> gap(Rate rate) {
    SortedMap<String, Found> found = rates.getOrDefault(rate, new TreeMap<>());
    if (found.size() < 2) return Optional.empty();
    String lowest = found.firstKey();
    String highest = found.firstKey();
    for (Map.Entry<String, Found> entry : found.entrySet()) {
      double value = entry.getValue().value();
      if (value < value(found, lowest)) lowest = entry.getKey();
      if (value > value(found, highest)) highest = entry.getKey();
    }
    double low = value(found, lowest);
    double high = value(found, highest);
    double error = Math.hypot(error(found, lowest), error(found, highest));
    OptionalDouble ratio = high == 0 ? OptionalDouble.empty() : OptionalDouble.of(low / high);
    return Optional.of(new Gap(lowest, highest, high - low, ratio, error));
  }

  /** The lowest selection rate over the highest; empty where there are no two, or all are 0. */
  public OptionalDouble disparateImpact() {
    return gap(Rate.SELECTION).map(Gap::ratio).orElse(OptionalDouble.empty());
  }

  /** The larger of the gaps in true and false positive rates; empty where one is not known. */
  public OptionalDouble equalizedOddsDifference() {
    Optional<Gap> hits = gap(Rate.TRUE_POSITIVE);
    Optional<Gap> alarms = gap(Rate.FALSE_POSITIVE);
    return hits.isEmpty() || alarms.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(hits.get().difference(), alarms.get().difference()));
  }

  private static double selected(PerformanceProfile profile) {
    long selected = 0;
    SparseCounts counts = profile.predictedCounts();
    for (int i = 0; i < counts.size(); i++) {
      if (BinaryCounting.isSelected(counts.place(i))) selected += counts.value(i);
    }
    return (double) selected;
  }

  private static void put(
      Map<Rate, SortedMap<String, Found>> rates,
      Rate rate,
      String segment,
      double some,
      double of) {
    if (of > 0) requireNonNull(rates.get(rate)).put(segment, Means.share(some, of));
  }

  private static double value(SortedMap<String, Found> found, String segment) {
    return requireNonNull(found.get(segment)).value();
  }

  private static double error(SortedMap<String, Found> found, String segment) {
    return requireNonNull(found.get(segment)).standardError().orElse(0);
  }
}
