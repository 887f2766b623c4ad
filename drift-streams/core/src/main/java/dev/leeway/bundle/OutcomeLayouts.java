package dev.leeway.bundle;

import dev.leeway.event.ModelRef;
import dev.leeway.labels.KeptSeries;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** On which layout, and in which series, the predictions of a version and pane are counted. */
final class OutcomeLayouts {

  /** Reasons for which a prediction is not joined, beside those of reading it. */
  private static final String NO_LAYOUT = "no_layout";

  private static final String CONTRADICTION = "contradicts_reference";
  private static final String TOO_MANY_SERIES = "too_many_series";

  private final ModelDirectory directory;
  private final KeptSeries series;
  private final Map<Place, Choice> choices = new HashMap<>();
  private final Map<String, String> contradictions = new HashMap<>();

  private record Place(ModelRef model, long paneStart) {}

  OutcomeLayouts(ModelDirectory directory, KeptSeries series) {
    this.directory = directory;
    this.series = series;
  }

  /** What holds for one version and pane. */
  final class Choice {

    private final ModelRef model;
    private final Optional<PerformanceLayout> layout;
    private final String why;
    private final String id;
    private final Map<String, OptionalInt> numbers = new HashMap<>();

    private Choice(ModelRef model, Optional<PerformanceLayout> layout, String why) {
      this.model = model;
      this.layout = layout;
      this.why = why;
      id = layout.map(series::id).orElse("");
    }

    /** The layout; empty if there is none, for the reason of {@link #why}. */
    Optional<PerformanceLayout> layout() {
      return layout;
    }

    String why() {
      return why;
    }

    /** The layout's id. */
    String id() {
      return id;
    }

    /** The series of a row, the whole first; empty if there is no room for that. */
    List<Integer> series(@Nullable String[] segments) {
      List<Integer> all = new ArrayList<>(segments.length + 1);
      number("").ifPresent(all::add);
      if (all.isEmpty()) return all;
      for (String segment : segments) {
        if (segment != null) number(segment).ifPresent(all::add);
      }
      return all;
    }

    private OptionalInt number(String segment) {
      OptionalInt known = numbers.get(segment);
      if (known != null) return known;
      OptionalInt number = series.number(model, id, segment);
      numbers.put(segment, number);
      return number;
    }
  }

  /** The reason where {@link Choice#series} is empty. */
  static String tooManySeries() {
    return TOO_MANY_SERIES;
  }

  Choice choice(ModelRef model, Monitor monitor, PerformancePolicy policy, long eventTime) {
    long start = monitor.timing().paneStart(eventTime);
    Place place = new Place(model, start);
    Choice known = choices.get(place);
    if (known != null) return known;
    Choice made = choose(model, policy, Instant.ofEpochMilli(start));
    choices.put(place, made);
    return made;
  }

  private Choice choose(ModelRef model, PerformancePolicy policy, Instant paneStart) {
    Optional<PerformanceLayout> told =
        directory
            .reference(model, paneStart)
            .flatMap(Reference::performance)
            .map(ReferencePerformance::layout);
    Optional<String> contradiction = told.flatMap(policy::contradiction);
    contradiction.ifPresent(words -> contradictions.put(model.name(), words));
    return new Choice(
        model, policy.layout(told), contradiction.isPresent() ? CONTRADICTION : NO_LAYOUT);
  }

  /** Looks anew from now on: there may be a reference where there was none. */
  void forget() {
    choices.clear();
  }

  /** In what monitors and references contradict each other, by model, since the last call. */
  Map<String, String> takeContradictions() {
    Map<String, String> taken = Map.copyOf(contradictions);
    contradictions.clear();
    return taken;
  }
}
