package dev.leeway.performance;

import static java.util.Collections.unmodifiableMap;
import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.EnumMap;
import java.util.List;
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

  /** What {@link #finding} gives: measures between segments, not of one. */
  public static final List<PerformanceMeasure> MEASURES =
      List.of(
          PerformanceMeasure.DISPARATE_IMPACT,
          PerformanceMeasure.SELECTION_RATE_GAP,
          PerformanceMeasure.TRUE_POSITIVE_RATE_GAP,
          PerformanceMeasure.FALSE_POSITIVE_RATE_GAP,
          PerformanceMeasure.EQUALIZED_ODDS_GAP);

  /** Decisions and nothing else: all that is needed here of what binary layouts count. */
  public static final BinaryLayout DECISIONS =
      new BinaryLayout(
          BinaryLayout.Classes.ZERO_ONE,
          Optional.of("decision"),
          Optional.empty(),
          false,
          ScoreGrid.NONE,
          List.of(),
          Optional.empty());

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
      double standardError) {

    private Found found() {
      return new Found(difference, 0, OptionalDouble.of(standardError));
    }
  }

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
   * @param leastRows of fewer rows a rate is left out; at least 1
   * @throws IllegalArgumentException if a profile was counted on another
   */
  public static Fairness of(
      BinaryLayout layout, SortedMap<String, PerformanceProfile> segments, long leastRows) {
    Map<Rate, SortedMap<String, Found>> rates = new EnumMap<>(Rate.class);
    segments.forEach(
        (segment, profile) -> {
          if (!profile.isWhole()) return;
          Confusion confusion = new RealisedPerformance(layout, profile).confusion().orElseThrow();
          Map<Rate, Share> shares =
              Map.of(
                  Rate.SELECTION, new Share(selected(profile), (double) profile.predicted()),
                  Rate.TRUE_POSITIVE, new Share(confusion.truePositives(), confusion.positives()),
                  Rate.FALSE_POSITIVE,
                      new Share(confusion.falsePositives(), confusion.negatives()));
          shares.forEach(
              (rate, share) -> {
                if (share.of < (double) leastRows) return;
                rates
                    .computeIfAbsent(rate, unseen -> new TreeMap<>())
                    .put(segment, Means.share(share.some, share.of));
              });
        });
    return new Fairness(rates);
  }

  private record Share(double some, double of) {}

  /**
   * One of {@link #MEASURES}.
   *
   * @throws IllegalArgumentException if it is another
   */
  public Finding finding(PerformanceMeasure measure) {
    Optional<Found> found =
        switch (measure) {
          case DISPARATE_IMPACT -> gap(Rate.SELECTION).flatMap(this::ratio);
          case SELECTION_RATE_GAP -> gap(Rate.SELECTION).map(Gap::found);
          case TRUE_POSITIVE_RATE_GAP -> gap(Rate.TRUE_POSITIVE).map(Gap::found);
          case FALSE_POSITIVE_RATE_GAP -> gap(Rate.FALSE_POSITIVE).map(Gap::found);
          case EQUALIZED_ODDS_GAP -> widest().map(Gap::found);
          default -> throw new IllegalArgumentException(measure + " is of one segment");
        };
    return found.isPresent() ? found.get() : Undefined.TOO_FEW_SEGMENTS;
  }

  /** With the standard error of the ratio by the delta method. */
  private Optional<Found> ratio(Gap gap) {
    if (gap.ratio.isEmpty()) return Optional.empty();
    SortedMap<String, Found> selected = rates.getOrDefault(Rate.SELECTION, new TreeMap<>());
    double high = value(selected, gap.highest);
    double ratio = gap.ratio.getAsDouble();
    double error = Math.hypot(error(selected, gap.lowest), ratio * error(selected, gap.highest));
    return Optional.of(new Found(ratio, 0, OptionalDouble.of(error / high)));
  }

  private Optional<Gap> widest() {
    Optional<Gap> hits = gap(Rate.TRUE_POSITIVE);
    Optional<Gap> alarms = gap(Rate.FALSE_POSITIVE);
    if (hits.isEmpty() || alarms.isEmpty()) return Optional.empty();
    return hits.get().difference >= alarms.get().difference ? hits : alarms;
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
    return widest().stream().mapToDouble(Gap::difference).findFirst();
  }

  private static double selected(PerformanceProfile profile) {
    long selected = 0;
    SparseCounts counts = profile.predictedCounts();
    for (int i = 0; i < counts.size(); i++) {
      if (BinaryCounting.isSelected(counts.place(i))) selected += counts.value(i);
    }
    return (double) selected;
  }

  private static double value(SortedMap<String, Found> found, String segment) {
    return requireNonNull(found.get(segment)).value();
  }

  private static double error(SortedMap<String, Found> found, String segment) {
    return requireNonNull(found.get(segment)).standardError().orElse(0);
  }
}
