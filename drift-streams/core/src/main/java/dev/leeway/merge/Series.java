package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.event.ModelRef;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The panes and windows of one model version and segment. For one thread. */
final class Series {

  private final ModelRef model;
  private final String segment;
  private final Monitor monitor;
  private final NavigableMap<Instant, Map<String, Profile>> panes = new TreeMap<>();

  private final Map<String, Profile> shapes = new TreeMap<>(); // some rows of each reference

  /** References of panes whose rows were lost. */
  private final NavigableMap<Instant, Set<String>> damaged = new TreeMap<>();

  private final NavigableMap<Window, WindowMark> marks = new TreeMap<>();

  /** Windows that hold rows nobody has been told of, or whose evidence has changed since. */
  private final TreeSet<Window> pending = new TreeSet<>();

  private final Trails trails;

  Series(ModelRef model, String segment, Monitor monitor) {
    this(model, segment, monitor, new Trails(model, segment));
  }

  private Series(ModelRef model, String segment, Monitor monitor, Trails trails) {
    this.model = model;
    this.segment = segment;
    this.monitor = monitor;
    this.trails = trails;
  }

  /** All of it as it is now, for another thread. Profiles are shared: they never change. */
  Series copy() {
    Series copy = new Series(model, segment, monitor, trails.copy());
    panes.forEach((start, pane) -> copy.panes.put(start, new TreeMap<>(pane)));
    damaged.forEach((start, references) -> copy.damaged.put(start, new TreeSet<>(references)));
    copy.marks.putAll(marks);
    copy.shapes.putAll(shapes);
    copy.pending.addAll(pending);
    return copy;
  }

  /** Windows with rows, or evidence, that nobody has been told of; oldest first. */
  List<Window> pending() {
    return List.copyOf(pending);
  }

  /**
   * Adds rows to a pane; the pane as it is now. Empty, and nothing changed, where the rows were not
   * counted as those of the reference that are here already, or sums overflow.
   */
  Optional<Profile> add(Instant start, String referenceId, Profile partial) {
    if (!isLike(referenceId, partial)) return Optional.empty();
    Profile before = panes.getOrDefault(start, Map.of()).get(referenceId);
    Profile merged;
    try {
      merged = before == null ? partial : before.merge(partial);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    panes.computeIfAbsent(start, key -> new TreeMap<>()).put(referenceId, merged);
    shapes.putIfAbsent(referenceId, partial);
    trails.changed(referenceId, start);
    pending.addAll(windowsWith(start));
    pending.addAll(toldBehind(start));
    return Optional.of(merged);
  }

  /** Whether the rows were counted on a layout like that of the rows that are here already. */
  boolean isLike(String referenceId, Profile partial) {
    Profile shape = shapes.get(referenceId);
    return shape == null || shape.isLike(partial);
  }

  /** The start of the last pane of each window that waits. */
  Set<Instant> openPanes() {
    Set<Instant> starts = new TreeSet<>();
    pending.forEach(window -> starts.add(monitor.spanStart(window.end().minusMillis(1))));
    return starts;
  }

  /** A pane whose stored bytes could not be read: its windows cannot be concluded. */
  void damage(Instant start, String referenceId) {
    damaged.computeIfAbsent(start, key -> new TreeSet<>()).add(referenceId);
    pending.addAll(windowsWith(start));
  }

  boolean isDamaged(Instant start, String referenceId) {
    return damaged.getOrDefault(start, Set.of()).contains(referenceId);
  }

  void mark(Window window, WindowMark mark) {
    marks.put(window, mark);
  }

  /**
   * After a restore: only windows with rows that no verdict was made of remain to be told. Those
   * that end by the floor are forgotten, though some of their panes serve other windows.
   */
  void settle(Instant floor) {
    trails.settleRestored();
    List<Window> corrected =
        pending.stream().filter(window -> marks.containsKey(window) && !isTold(window)).toList();
    pending.removeIf(window -> isTold(window) || !window.end().isAfter(floor));
    if (!corrected.isEmpty()) pending.addAll(toldBehind(corrected.get(0).start()));
  }

  /** Windows that were told and start behind a pane: their evidence rests on its rows, too. */
  private Set<Window> toldBehind(Instant pane) {
    return marks.tailMap(new Window(pane.plusMillis(1), pane.plusMillis(2)), true).keySet();
  }

  private boolean isTold(Window window) {
    WindowMark mark = marks.get(window);
    return mark != null && mark.rows() == rows(window);
  }

  /** Pending windows that end, with grace, by the time reached; oldest first. */
  List<Window> closable(Instant reached) {
    List<Window> closable = new ArrayList<>();
    for (Window window : pending) {
      if (!window.end().plus(monitor.timing().grace()).isAfter(reached)) closable.add(window);
    }
    return closable;
  }

  /** The window's rows per reference, with what was told before. */
  WindowContent content(Window window) {
    Map<String, Profile> byReference = new TreeMap<>();
    boolean damaged = isDamaged(window);
    try {
      for (Map<String, Profile> pane : inside(window).values()) {
        pane.forEach((reference, profile) -> byReference.merge(reference, profile, Profile::merge));
      }
    } catch (ArithmeticException e) {
      damaged = true; // no sums of rows that were counted
    }
    return new WindowContent(
        model,
        segment,
        window,
        byReference,
        damaged,
        Optional.ofNullable(marks.get(window)).map(WindowMark::revision).orElse(0));
  }

  /** Rows told of the window of the same length that ends where this one starts. */
  OptionalLong before(Window window) {
    Window before = new Window(window.start().minus(window.length()), window.start());
    WindowMark mark = marks.get(before);
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark.rows());
  }

  List<Window> silent(Instant reached, Instant newest) {
    return segment.isEmpty()
        ? new Silence(monitor, marks.keySet()).windows(reached, newest)
        : List.of();
  }

  /**
   * The evidence against a reference up to the end of a window that has rows counted on it; empty
   * where it cannot be summed up.
   *
   * @param judge of that reference
   */
  Optional<Accumulation> evidence(Judges.Entry judge, Instant end) {
    NavigableMap<Instant, Trail.Pane> counted = new TreeMap<>();
    panes
        .headMap(end, false)
        .forEach(
            (start, pane) -> {
              Profile rows = pane.get(judge.id());
              if (rows != null) counted.put(start, new Trail.Pane(rows, monitor.spanEnd(start)));
            });
    try {
      return Optional.of(trails.evidence(judge, counted));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** A moment of evidence that the journal kept. */
  void restore(EvidenceKey key, byte[] moment) {
    trails.restore(key.referenceId(), key.moment(), moment);
  }

  /** Whether the same was told of the window before. */
  boolean isTold(Window window, Conclusion conclusion) {
    WindowMark mark = marks.get(window);
    boolean told =
        mark != null && mark.rows() == rows(window) && mark.digest() == conclusion.digest();
    if (told) pending.remove(window);
    return told;
  }

  /** Notes that a verdict was made; the mark to keep. */
  WindowMark told(Window window, Conclusion conclusion) {
    WindowMark mark =
        new WindowMark(conclusion.verdict().revision(), rows(window), conclusion.digest());
    marks.put(window, mark);
    pending.remove(window);
    return mark;
  }

  /** Drops windows that end by the floor, and the panes that no window needs any more. */
  void purge(
      Instant floor, MergeJournal journal, Function<Instant, Optional<Judges.Entry>> judges) {
    while (!marks.isEmpty() && !marks.firstKey().end().isAfter(floor)) {
      Window window = marks.pollFirstEntry().getKey();
      journal.forgetWindow(new WindowKey(model, segment, window));
    }
    while (!panes.isEmpty() && isPast(panes.firstKey(), floor)) {
      Map.Entry<Instant, Map<String, Profile>> pane = panes.pollFirstEntry();
      judges.apply(pane.getKey()).ifPresent(judge -> settle(pane.getKey(), pane.getValue(), judge));
      forget(pane.getKey(), pane.getValue().keySet(), journal);
    }
    while (!damaged.isEmpty() && isPast(damaged.firstKey(), floor)) {
      Map.Entry<Instant, Set<String>> pane = damaged.pollFirstEntry();
      forget(pane.getKey(), pane.getValue(), journal);
    }
    Set<String> counted = new TreeSet<>();
    panes.values().forEach(pane -> counted.addAll(pane.keySet()));
    shapes.keySet().retainAll(counted);
    Instant oldest = floor.equals(Instant.MIN) ? floor : floor.minus(monitor.timing().maxPast());
    trails.write(counted, oldest, journal);
  }

  /** Whether nothing is kept of it but evidence for later windows. */
  boolean isPast() {
    return panes.isEmpty() && marks.isEmpty() && damaged.isEmpty();
  }

  boolean isEmpty() {
    return isPast() && trails.isEmpty();
  }

  /** The pane's rows can no longer change, and become part of what later evidence starts from. */
  private void settle(Instant start, Map<String, Profile> pane, Judges.Entry judge) {
    Profile rows = pane.get(judge.id());
    if (rows == null) return;
    try {
      trails.settle(start, new Trail.Pane(rows, monitor.spanEnd(start)), judge);
    } catch (ArithmeticException e) {
      trails.changed(judge.id(), start); // evidence goes without
    }
  }

  private void forget(Instant start, Set<String> references, MergeJournal journal) {
    for (String reference : references) {
      journal.forgetPane(new PaneKey(model, segment, start, reference));
    }
  }

  private boolean isPast(Instant paneStart, Instant floor) {
    return windowsWith(paneStart).stream().noneMatch(window -> window.end().isAfter(floor));
  }

  private List<Window> windowsWith(Instant paneStart) {
    List<Window> windows = new ArrayList<>();
    for (WindowSpec spec : monitor.windows()) {
      windows.addAll(spec.containing(paneStart.toEpochMilli()));
    }
    return windows;
  }

  private NavigableMap<Instant, Map<String, Profile>> inside(Window window) {
    return panes.subMap(window.start(), true, window.end(), false);
  }

  private boolean isDamaged(Window window) {
    return !damaged.subMap(window.start(), true, window.end(), false).isEmpty();
  }

  private long rows(Window window) {
    return inside(window).values().stream()
        .flatMap(pane -> pane.values().stream())
        .mapToLong(Profile::rows)
        .sum();
  }
}
