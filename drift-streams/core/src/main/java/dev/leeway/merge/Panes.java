package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
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
import java.util.stream.Stream;

/**
 * The panes of a series that its windows still need: profiles by reference, and which were lost.
 * For one thread.
 */
final class Panes {

  private final Monitor monitor;
  private final NavigableMap<Instant, Map<String, Profile>> kept = new TreeMap<>();

  /** Of each reference some rows that were counted on it. */
  private final Map<String, Profile> shapes = new TreeMap<>();

  /** References of the panes whose rows were lost. */
  private final NavigableMap<Instant, Set<String>> damaged = new TreeMap<>();

  Panes(Monitor monitor) {
    this.monitor = monitor;
  }

  /** The same, for another thread. Profiles are shared: they never change. */
  Panes copy() {
    Panes copy = new Panes(monitor);
    kept.forEach((start, pane) -> copy.kept.put(start, new TreeMap<>(pane)));
    damaged.forEach((start, references) -> copy.damaged.put(start, new TreeSet<>(references)));
    copy.shapes.putAll(shapes);
    return copy;
  }

  boolean isEmpty() {
    return kept.isEmpty() && damaged.isEmpty();
  }

  /**
   * Adds rows to a pane; the pane as it is now. Empty, and nothing changed, where the rows were not
   * counted as those of the reference that are here already, or sums overflow.
   */
  Optional<Profile> add(Instant start, String referenceId, Profile partial) {
    if (!isLike(referenceId, partial)) return Optional.empty();
    Profile before = kept.getOrDefault(start, Map.of()).get(referenceId);
    Profile merged;
    try {
      merged = before == null ? partial : before.merge(partial);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    kept.computeIfAbsent(start, key -> new TreeMap<>()).put(referenceId, merged);
    shapes.putIfAbsent(referenceId, partial);
    return Optional.of(merged);
  }

  /** Whether the rows were counted on a layout like that of the rows that are here already. */
  boolean isLike(String referenceId, Profile partial) {
    Profile shape = shapes.get(referenceId);
    return shape == null || shape.isLike(partial);
  }

  /** References that no pane is counted on any more may come with other shapes. */
  void forgetShapes() {
    shapes.keySet().retainAll(references());
  }

  /** Rows of the pane are lost. */
  void damage(Instant start, String referenceId) {
    damaged.computeIfAbsent(start, key -> new TreeSet<>()).add(referenceId);
  }

  boolean isDamaged(Instant start, String referenceId) {
    return damaged.getOrDefault(start, Set.of()).contains(referenceId);
  }

  boolean isDamaged(Window window) {
    return !damaged.subMap(window.start(), true, window.end(), false).isEmpty();
  }

  /** A window's rows by the reference they were counted on; empty where sums overflow. */
  Optional<Map<String, Profile>> in(Window window) {
    Map<String, Profile> byReference = new TreeMap<>();
    try {
      for (Map<String, Profile> pane : inside(window).values()) {
        pane.forEach((reference, profile) -> byReference.merge(reference, profile, Profile::merge));
      }
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    return Optional.of(byReference);
  }

  long rows(Window window) {
    return inside(window).values().stream()
        .flatMap(pane -> pane.values().stream())
        .mapToLong(Profile::rows)
        .sum();
  }

  CountedPanes counted(String referenceId) {
    return new CountedPanes(kept, referenceId, monitor);
  }

  /** The references that panes are counted on. */
  Set<String> references() {
    Set<String> references = new TreeSet<>();
    kept.values().forEach(pane -> references.addAll(pane.keySet()));
    return references;
  }

  /** Start of an oldest pane that lies in no window that ends behind the floor. */
  Optional<Instant> past(Instant floor) {
    return Stream.of(kept, damaged)
        .filter(panes -> !panes.isEmpty())
        .map(NavigableMap::firstKey)
        .filter(start -> windowsWith(start).stream().noneMatch(in -> in.end().isAfter(floor)))
        .findFirst();
  }

  /** Forgets a pane; the references it was counted on. */
  Set<String> forget(Instant start) {
    Set<String> references = new TreeSet<>();
    Map<String, Profile> pane = kept.remove(start);
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

  private NavigableMap<Instant, Map<String, Profile>> inside(Window window) {
    return kept.subMap(window.start(), true, window.end(), false);
  }
}
