package dev.leeway.bundle;

import dev.leeway.labels.Contribution;
import dev.leeway.labels.KeptSeries;
import dev.leeway.labels.Series;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counters by series and pane: what was counted and taken back since the last commit. */
final class OutcomeCounters {

  private final KeptSeries series;
  private final Map<Place, PerformanceCounter> counters = new HashMap<>();

  /**
   * Where something counts.
   *
   * @param slice whether only decisions count, to be held beside those on other segments
   */
  private record Place(int series, long paneStart, long paneMillis, boolean slice) {}

  OutcomeCounters(KeptSeries series) {
    this.series = series;
  }

  /**
   * Counts it, or takes it back, in all its series.
   *
   * @param slices whether decisions on segments are to be held together
   */
  void take(Contribution contribution, Duration pane, boolean slices) {
    long length = pane.toMillis();
    long start = Math.floorDiv(contribution.eventTime(), length) * length;
    List<Integer> numbers = contribution.series();
    for (int number : numbers) {
      count(contribution, counter(new Place(number, start, length, false)));
    }
    if (!slices || !(series.of(numbers.get(0)) instanceof BinaryLayout)) return;
    Contribution decision = contribution.decision();
    // The first is the whole.
    for (int number : numbers.subList(1, numbers.size())) {
      count(decision, counter(new Place(number, start, length, true)));
    }
  }

  private PerformanceCounter counter(Place wanted) {
    return counters.computeIfAbsent(
        wanted,
        place ->
            new PerformanceCounter(place.slice ? Fairness.DECISIONS : series.of(place.series)));
  }

  private static void count(Contribution contribution, PerformanceCounter into) {
    boolean add = contribution.sign() > 0;
    if (contribution.truth().isEmpty()) {
      if (add) into.addPredicted(contribution.answer());
      else into.retractPredicted(contribution.answer());
      return;
    }
    Outcome outcome = new Outcome(contribution.answer(), contribution.truth().getAsDouble());
    if (add) into.add(outcome);
    else into.retract(outcome);
  }

  int size() {
    return counters.size();
  }

  /** Hands on everything that did not come to nothing, in no particular order, and forgets it. */
  void drain(int sourcePartition, Consumer<PerformancePartial> out) {
    counters.forEach(
        (place, counter) -> {
          PerformanceProfile profile = counter.build();
          if (profile.isEmpty()) return;
          Series of = series.series(place.series);
          out.accept(
              new PerformancePartial(
                  of.model(),
                  place.slice ? "" : of.segment(),
                  Instant.ofEpochMilli(place.paneStart),
                  Duration.ofMillis(place.paneMillis),
                  of.layout(),
                  sourcePartition,
                  profile,
                  place.slice ? of.segment() : ""));
        });
    counters.clear();
  }
}
