package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The decisions on the segments of one model version, by panes, to be held together. Outcomes of
 * segments are merged elsewhere, each segment where its own series is. For one thread.
 */
final class Slices {

  private final Monitor monitor;
  private final SortedMap<String, Panes<PerformanceProfile>> bySegment = new TreeMap<>();

  Slices(Monitor monitor) {
    this.monitor = monitor;
  }

  /**
   * Adds to a pane; the pane as it is now. Empty, and nothing changed, where that are no decisions,
   * there are too many segments, or sums overflow.
   *
   * @param key with the segment that decisions are on
   */
  Optional<PerformanceProfile> add(PaneKey key, PerformanceProfile partial) {
    if (!RealisedPerformance.isCountedOn(Fairness.DECISIONS, partial)) return Optional.empty();
    boolean room =
        bySegment.containsKey(key.segment()) || bySegment.size() < SeriesDoor.mostSeries(monitor);
    return room ? panes(key).add(key.start(), key.referenceId(), partial) : Optional.empty();
  }

  /** The same, for another thread. Profiles are shared: they never change. */
  Slices copy() {
    Slices copy = new Slices(monitor);
    bySegment.forEach((segment, panes) -> copy.bySegment.put(segment, panes.copy()));
    return copy;
  }

  /** Some of a pane is lost. */
  void damage(PaneKey key) {
    panes(key).damage(key.start(), key.referenceId());
  }

  boolean isDamaged(Window window) {
    return bySegment.values().stream().anyMatch(panes -> panes.isDamaged(window));
  }

  /** The decisions on predictions of a window that were counted on one layout, by segment. */
  SortedMap<String, PerformanceProfile> in(Window window, String layoutId) {
    SortedMap<String, PerformanceProfile> in = new TreeMap<>();
    bySegment.forEach(
        (segment, panes) ->
            panes
                .in(window)
                .map(byLayout -> byLayout.get(layoutId))
                .ifPresent(decisions -> in.put(segment, decisions)));
    return in;
  }

  /**
   * Forgets the panes that no window behind the floor needs.
   *
   * @param like a key of the model
   */
  void purge(Instant floor, SeriesKey like, Consumer<PaneKey> forgotten) {
    bySegment.forEach(
        (segment, panes) -> {
          panes.forgetPast(
              floor,
              start -> {},
              (start, layout) ->
                  forgotten.accept(new PaneKey(like.model(), segment, start, layout)));
          panes.forgetShapes();
        });
    bySegment.values().removeIf(Panes::isEmpty);
  }

  boolean isEmpty() {
    return bySegment.isEmpty();
  }

  private Panes<PerformanceProfile> panes(PaneKey key) {
    return bySegment.computeIfAbsent(
        key.segment(), unseen -> new Panes<>(Content.OUTCOMES, monitor));
  }
}
