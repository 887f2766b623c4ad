package dev.leeway.merge;

import static java.util.Collections.unmodifiableNavigableMap;

import dev.leeway.monitor.Monitor;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The panes of a series that its windows still need: what was counted, by the reference or layout
 * it was counted on, and which were lost. For one thread.
 */
final class Panes<C> {

  private final Content<C> content;
  private final Monitor monitor;
  private final NavigableMap<Instant, Map<String, C>> kept = new TreeMap<>();

  /** Of each reference some rows that were counted on it. */
  private final Map<String, C> shapes = new TreeMap<>();

  /** References of the panes whose rows were lost. */
  private final NavigableMap<Instant, Set<String>> damaged = new TreeMap<>();

  Panes(Content<C> content, Monitor monitor) {
    this.content = content;
    this.monitor = monitor;
  }

  /** The same, for another thread. Profiles are shared: they never change. */
  Panes<C> copy() {
    Panes<C> copy = new Panes<>(content, monitor);
    kept.forEach((start, pane) -> copy.kept.put(start, new TreeMap<>(pane)));
    damaged.forEach((start, references) -> copy.damaged.put(start, new TreeSet<>(references)));
    copy.shapes.putAll(shapes);
    return copy;
  }

  boolean isEmpty() {
    return kept.isEmpty() && damaged.isEmpty();
  }

  /**
   * Adds to a pane; the pane as it is now. Empty, and nothing changed, where that was not counted
   * as what is here already of the reference, or sums overflow.
   */
  Optional<C> add(Instant start, String referenceId, C partial) {
    if (!isLike(referenceId, partial)) return Optional.empty();
    C before = kept.getOrDefault(start, Map.of()).get(referenceId);
    C merged;
    try {
      merged = before == null ? partial : content.merge(before, partial);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    kept.computeIfAbsent(start, key -> new TreeMap<>()).put(referenceId, merged);
    shapes.putIfAbsent(referenceId, partial);
    return Optional.of(merged);
  }

  /** Whether something was counted on a layout like that of what is here already. */
  boolean isLike(String referenceId, C partial) {
    C shape = shapes.get(referenceId);
    return shape == null || content.isLike(shape, partial);
  }

  /** References that no pane is counted on any more may come with other shapes. */
  void forgetShapes() {
    shapes.keySet().retainAll(references());
  }

  /** Some of the pane is lost. */
  void damage(Instant start, String referenceId) {
    damaged.computeIfAbsent(start, key -> new TreeSet<>()).add(referenceId);
  }

  boolean isDamaged(Instant start, String referenceId) {
    return damaged.getOrDefault(start, Set.of()).contains(referenceId);
  }

  boolean isDamaged(Window window) {
    return !damaged.subMap(window.start(), true, window.end(), false).isEmpty();
  }

  /** What is in a window by the reference it was counted on; empty where sums overflow. */
  Optional<Map<String, C>> in(Window window) {
    Map<String, C> byReference = new TreeMap<>();
    try {
      for (Map<String, C> pane : inside(window).values()) {
        pane.forEach((reference, rows) -> byReference.merge(reference, rows, content::merge));
      }
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    return Optional.of(byReference);
  }

  /** Rows in a window, whatever they were counted on. */
  long rows(Window window) {
    return inside(window).values().stream()
        .flatMap(pane -> pane.values().stream())
        .mapToLong(content::rows)
        .sum();
  }

  /** Where panes start of which something is here, or was lost. */
  Set<Instant> starts() {
    Set<Instant> starts = new TreeSet<>(kept.keySet());
    starts.addAll(damaged.keySet());
    return starts;
  }

  /** All that is kept, as it is now: by the pane's start and what it was counted on. */
  NavigableMap<Instant, Map<String, C>> all() {
    return unmodifiableNavigableMap(kept);
  }

  /** The references that panes are counted on. */
  Set<String> references() {
    Set<String> references = new TreeSet<>();
    kept.values().forEach(pane -> references.addAll(pane.keySet()));
    return references;
  }

  /**
   * Forgets the panes that lie in no window that ends behind the floor.
   *
   * @param leaving takes the start of each while it is still here, the oldest first
   * @param forgotten takes the start of each, and what it was counted on
   */
  void forgetPast(Instant floor, Consumer<Instant> leaving, BiConsumer<Instant, String> forgotten) {
    Optional<Instant> past = past(floor);
    while (past.isPresent()) {
      Instant start = past.get();
      leaving.accept(start);
      forget(start).forEach(reference -> forgotten.accept(start, reference));
      past = past(floor);
    }
  }

  /** Start of an oldest pane that lies in no window that ends behind the floor. */
  private Optional<Instant> past(Instant floor) {
    return Stream.of(kept, damaged)
        .filter(panes -> !panes.isEmpty())
        .map(NavigableMap::firstKey)
        .filter(start -> windowsWith(start).stream().noneMatch(in -> in.end().isAfter(floor)))
        .findFirst();
  }

  /** Forgets a pane; the references it was counted on. */
  private Set<String> forget(Instant start) {
    Set<String> references = new TreeSet<>();
    Map<String, C> pane = kept.remove(start);
    if (pane != null) references.addAll(pane.keySet());
    Set<String> lost = damaged.remove(start);
    if (lost != null) references.addAll(lost);
    return references;
  }

  /** Whether the pane has rows counted on the reference. */
  boolean isCounted(Instant start, String referenceId) {
    return kept.getOrDefault(start, Map.of()).containsKey(referenceId);
  }

  /** The windows that a pane lies in. */
  List<Window> windowsWith(Instant start) {
    List<Window> windows = new ArrayList<>();
    for (WindowSpec spec : monitor.windows()) {
      windows.addAll(spec.containing(start.toEpochMilli()));
    }
    return windows;
  }

  private NavigableMap<Instant, Map<String, C>> inside(Window window) {
    return kept.subMap(window.start(), true, window.end(), false);
  }
}
