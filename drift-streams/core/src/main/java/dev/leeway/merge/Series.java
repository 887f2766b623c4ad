package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.window.Tides;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The panes and windows of one model version and segment. For one thread. */
final class Series {

  private final ModelRef model;
  private final String segment;
  private final Monitor monitor;
  private final Panes<Profile> panes;
  private final ToldWindows told;

  /**
   * Windows whose state may be another than was told, if any was: rows have come to them, or what
   * decides on them has changed.
   */
  private final TreeSet<Window> pending = new TreeSet<>();

  /** The oldest pane that rows came to since windows behind were looked at. */
  private @Nullable Instant changedFrom;

  private final Trails<Profile> trails;

  Series(ModelRef model, String segment, Monitor monitor, MergeJournal journal) {
    this(
        monitor,
        new Panes<>(Content.PROFILES, monitor),
        new ToldWindows(model, segment, monitor.timing(), journal),
        new Trails<>(model, segment));
  }

  private Series(Monitor monitor, Panes<Profile> panes, ToldWindows told, Trails<Profile> trails) {
    this.model = told.model();
    this.segment = told.segment();
    this.monitor = monitor;
    this.panes = panes;
    this.told = told;
    this.trails = trails;
  }

  /**
   * All of it as it is now, for another thread. Profiles are shared: they never change.
   *
   * @param journal the copy's own
   */
  Series copy(MergeJournal journal) {
    Series copy = new Series(monitor, panes.copy(), told.copy(journal), trails.copy());
    copy.pending.addAll(pending);
    return copy;
  }

  /** Windows with rows that nobody has been told of; oldest first. */
  Collection<Window> untold() {
    Set<Window> untold = new TreeSet<>(pending);
    for (Window window : told.loose()) {
      if (!isTold(window)) untold.add(window);
    }
    return untold;
  }

  /**
   * Adds rows to a pane; the pane as it is now. Empty, and nothing changed, where the rows were not
   * counted as those of the reference that are here already, or sums overflow.
   */
  Optional<Profile> add(Instant start, String referenceId, Profile partial) {
    Optional<Profile> merged = panes.add(start, referenceId, partial);
    if (merged.isEmpty()) return merged;
    trails.changed(referenceId, start);
    for (Window window : panes.windowsWith(start)) {
      pending.add(window);
      follower(window).ifPresent(pending::add);
    }
    if (changedFrom == null || start.isBefore(changedFrom)) changedFrom = start;
    return merged;
  }

  /** Whether the rows were counted on a layout like that of the rows that are here already. */
  boolean isLike(String referenceId, Profile partial) {
    return panes.isLike(referenceId, partial);
  }

  /** The start of the last pane of each window that waits. */
  Set<Instant> openPanes() {
    Set<Instant> starts = new TreeSet<>();
    pending.forEach(window -> starts.add(monitor.spanStart(window.end().minusMillis(1))));
    return starts;
  }

  /** The told window that a window's rows are asked for by, too. */
  private Optional<Window> follower(Window window) {
    if (!looksBack()) return Optional.empty();
    Window next = new Window(window.end(), window.end().plus(window.length()));
    return told.mark(next).map(mark -> next);
  }

  /** Quality is that of all rows, and may be asked for in relation to the window before. */
  private boolean looksBack() {
    return segment.isEmpty() && !monitor.quality().isEmpty();
  }

  /** A pane whose stored bytes could not be read: its windows cannot be concluded. */
  void damage(Instant start, String referenceId) {
    panes.damage(start, referenceId);
    pending.addAll(panes.windowsWith(start));
  }

  boolean isDamaged(Instant start, String referenceId) {
    return panes.isDamaged(start, referenceId);
  }

  void restore(Window window, WindowMark mark) {
    told.restore(window, mark);
  }

  /**
   * After a restore: only windows with rows that no verdict was made of remain to be looked at, and
   * those behind. Those that end by the floor are forgotten, though some of their panes serve other
   * windows.
   */
  void settle(Instant floor) {
    trails.settleRestored();
    pending.removeIf(
        window -> !window.end().isAfter(floor) || (isTold(window) && !panes.isDamaged(window)));
    changedFrom = null;
    for (Window window : List.copyOf(pending)) {
      if (told.mark(window).isEmpty()) continue;
      follower(window).ifPresent(pending::add);
      if (changedFrom == null) changedFrom = window.start();
    }
  }

  private boolean isTold(Window window) {
    return told.mark(window).filter(mark -> mark.rows() == panes.rows(window)).isPresent();
  }

  /** Looks at told windows behind rows that came: their numbers may be others, or their state. */
  void lookBehind(Function<Instant, Optional<Judges.Entry>> judges) {
    if (changedFrom == null) return;
    for (Window window : told.behind(changedFrom)) {
      long decisive = decisive(window, judges.apply(window.start()));
      if (!told.isDecidedBy(window, decisive)) pending.add(window);
      told.loosen(window, decisive);
    }
    changedFrom = null;
  }

  /**
   * The windows to look at, oldest first.
   *
   * @param floor windows that end by then get no more rows
   */
  SortedSet<Window> toLookAt(Tides tides, Instant floor) {
    Instant reached = tides.reached(monitor.model(), monitor.timing().idleTimeout());
    SortedSet<Window> windows = new TreeSet<>(closable(reached));
    if (segment.isEmpty()) windows.addAll(new Silence(monitor, told).windows(tides, reached));
    windows.addAll(told.due(tides.readUpTo(), floor));
    return windows;
  }

  /** Pending windows that end, with grace, by the time reached; oldest first. */
  private List<Window> closable(Instant reached) {
    List<Window> closable = new ArrayList<>();
    for (Window window : pending) {
      if (!window.end().plus(monitor.timing().grace()).isAfter(reached)) closable.add(window);
    }
    return closable;
  }

  /** The window's rows per reference, with what was told before. */
  WindowContent content(Window window) {
    Optional<Map<String, Profile>> rows = panes.in(window);
    return new WindowContent(
        model,
        segment,
        window,
        rows.orElse(Map.of()),
        rows.isEmpty() || panes.isDamaged(window),
        told.mark(window).map(WindowMark::revision).orElse(0));
  }

  /**
   * Rows of the window of the same length that ends where this one starts, if that has been told.
   *
   * @param floor what was told of windows that end by then holds
   */
  OptionalLong before(Window window, Instant floor) {
    Window before = new Window(window.start().minus(window.length()), window.start());
    return told.mark(before).stream()
        .mapToLong(mark -> before.end().isAfter(floor) ? panes.rows(before) : mark.rows())
        .findFirst();
  }

  /**
   * What decides of the evidence against a reference up to the end of a window that has rows
   * counted on it; empty where it cannot be summed up.
   *
   * @param judge of that reference
   */
  Optional<Accumulation> evidence(Judges.Entry judge, Instant end) {
    try {
      return trails.upTo(end, judge.against(), CountedPanes.of(panes, judge.id(), monitor));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private long decisive(Window window, Optional<Judges.Entry> judge) {
    return judge
        .flatMap(entry -> evidence(entry, window.end()).map(entry.judge()::decisive))
        .orElse(0L);
  }

  /** A moment of evidence that the journal kept. */
  void restore(EvidenceKey key, byte[] moment) {
    trails.restore(key.referenceId(), key.moment(), moment);
  }

  /** Whether other numbers of a window may be told later: the states that were told still hold. */
  boolean mayWait(Window window, Instant readUpTo, Instant floor) {
    return !told.isDue(window, readUpTo, floor);
  }

  /** Whether the states in it are those that were told of the window before. */
  boolean isInState(Window window, Conclusion outline) {
    return told.mark(window).filter(mark -> mark.states() == outline.states()).isPresent();
  }

  /** The window was looked at, and its numbers wait. */
  void postpone(Window window, Optional<Judges.Entry> judge) {
    told.loosen(window, decisive(window, judge));
    pending.remove(window);
  }

  /**
   * Notes what was concluded of a window.
   *
   * @return whether it is news
   */
  boolean note(Window window, Conclusion conclusion, Optional<Judges.Entry> judge, Instant now) {
    pending.remove(window);
    return told.note(window, conclusion.utterance(), decisive(window, judge), now);
  }

  /** Drops windows that end by the floor, and the panes that no window needs any more. */
  void purge(
      Instant floor, MergeJournal journal, Function<Instant, Optional<Judges.Entry>> judges) {
    told.forget(floor, looksBack());
    panes.forgetPast(
        floor,
        start -> judges.apply(start).ifPresent(judge -> settle(start, judge)),
        (start, reference) -> journal.forgetPane(new PaneKey(model, segment, start, reference)));
    panes.forgetShapes();
    Instant oldest = floor.equals(Instant.MIN) ? floor : floor.minus(monitor.timing().maxPast());
    trails.write(panes.references(), oldest, journal);
  }

  /** Whether nothing is kept of it but evidence for later windows. */
  boolean isPast() {
    return panes.isEmpty() && told.isEmpty();
  }

  boolean isEmpty() {
    return isPast() && trails.isEmpty();
  }

  /** The pane's rows can no longer change, and become part of what later evidence starts from. */
  private void settle(Instant start, Judges.Entry judge) {
    if (!panes.isCounted(start, judge.id())) return;
    try {
      trails.settle(start, judge.against(), CountedPanes.of(panes, judge.id(), monitor));
    } catch (ArithmeticException e) {
      trails.changed(judge.id(), start); // evidence goes without
    }
  }
}
