package dev.leeway.bundle;

import dev.leeway.labels.Contribution;
import dev.leeway.labels.KeptSeries;
import dev.leeway.labels.Series;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counters by series and pane: what was counted and taken back since the last commit. */
final class OutcomeCounters {

  private final KeptSeries series;
  private final Map<Place, PerformanceCounter> counters = new HashMap<>();

  /** Where something counts. */
  private record Place(int series, long paneStart, long paneMillis) {}

  OutcomeCounters(KeptSeries series) {
    this.series = series;
  }

  /** Counts it, or takes it back, in all its series. */
  void take(Contribution contribution, Duration pane) {
    long length = pane.toMillis();
    long start = Math.floorDiv(contribution.eventTime(), length) * length;
    for (int number : contribution.series()) {
      PerformanceCounter counter =
          counters.computeIfAbsent(
              new Place(number, start, length),
              place -> new PerformanceCounter(series.of(place.series)));
      count(contribution, counter);
    }
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
                  of.segment(),
                  Instant.ofEpochMilli(place.paneStart),
                  Duration.ofMillis(place.paneMillis),
                  of.layout(),
                  sourcePartition,
                  profile));
        });
    counters.clear();
  }
}
