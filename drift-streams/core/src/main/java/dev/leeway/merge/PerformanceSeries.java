package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.window.Tides;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcomes and windows of one model version and segment. For one thread. */
final class PerformanceSeries {

  /**
   * Labels trickle into all windows of the horizon at once. A window that was told is looked at for
   * another state no more often than so many times while its verdict stands: every five seconds at
   * first, with the usual delay of corrections, and ever more seldom.
   */
  private static final int LOOKS = 12;

  private final SeriesKey key;
  private final Monitor monitor;

  /** As of rows that may be late by the horizon of labels. */
  private final Timing timing;

  private final Panes<PerformanceProfile> panes;
  private final Slices slices;
  private final ErrorTrails errors;
  private final ToldWindows realised;
  private final ToldWindows estimated;

  /** Windows that something has come to since they were looked at. */
  private final TreeSet<Window> pending = new TreeSet<>();

  /** The oldest pane that outcomes came to since windows behind were looked at. */
  private @Nullable Instant changedFrom;

  /** Receive time at which windows were last looked at. */
  private final Map<Window, Instant> lookedAt = new HashMap<>();

  /**
   * @param monitor that watches performance
   */
  PerformanceSeries(SeriesKey key, Monitor monitor, PerformanceJournal journal) {
    this.key = key;
    this.monitor = monitor;
    panes = new Panes<>(Content.OUTCOMES, monitor);
    slices = new Slices(monitor);
    errors = new ErrorTrails(key, monitor, panes);
    timing = monitor.timing().withLateness(monitor.performance().orElseThrow().terms().horizon());
    realised = new ToldWindows(key.model(), key.segment(), timing, journal.told(Kind.PERFORMANCE));
    estimated =
        new ToldWindows(
            key.model(), key.segment(), timing, journal.told(Kind.ESTIMATED_PERFORMANCE));
  }

  private PerformanceSeries(PerformanceSeries other, PerformanceJournal journal) {
    key = other.key;
    monitor = other.monitor;
    timing = other.timing;
    panes = other.panes.copy();
    slices = other.slices.copy();
    errors = other.errors.copy(panes);
    realised = other.realised.copy(journal.told(Kind.PERFORMANCE));
    estimated = other.estimated.copy(journal.told(Kind.ESTIMATED_PERFORMANCE));
    pending.addAll(other.pending);
  }

  /**
   * All of it as it is now, for another thread. Profiles are shared: they never change.
   *
   * @param journal the copy's own
   */
  PerformanceSeries copy(PerformanceJournal journal) {
    return new PerformanceSeries(this, journal);
  }

  /** Windows with outcomes that nobody has been told of; oldest first. */
  List<Window> untold() {
    return pending.stream().filter(window -> realised.mark(window).isEmpty()).toList();
  }

  /**
   * Adds to a pane; the pane as it is now. Empty, and nothing changed, where that was not counted
   * as what is here already of the layout, or sums overflow.
   */
  Optional<PerformanceProfile> add(Instant start, String layoutId, PerformanceProfile partial) {
    Optional<PerformanceProfile> merged = panes.add(start, layoutId, partial);
    if (merged.isPresent()) {
      errors.changed(start);
      changed(start);
    }
    return merged;
  }

  /**
   * Adds decisions on a segment, to be held beside those on others.
   *
   * @param key with that segment
   */
  Optional<PerformanceProfile> addSlice(PaneKey key, PerformanceProfile decisions) {
    Optional<PerformanceProfile> merged = slices.add(key, decisions);
    if (merged.isPresent()) changed(key.start());
    return merged;
  }

  /** Some of a pane is lost: its windows cannot be concluded. */
  void damage(Instant start, String layoutId) {
    panes.damage(start, layoutId);
    changed(start);
  }

  boolean isDamaged(Instant start, String layoutId) {
    return panes.isDamaged(start, layoutId);
  }

  boolean isLike(String layoutId, PerformanceProfile partial) {
    return panes.isLike(layoutId, partial);
  }

  private void changed(Instant start) {
    if (changedFrom == null || start.isBefore(changedFrom)) changedFrom = start;
    for (Window window : panes.windowsWith(start)) {
      pending.add(window);
      // At once, so that a restart finds that it is to be looked at.
      for (ToldWindows told : List.of(realised, estimated)) {
        if (told.mark(window).isPresent()) told.loosen(window, 0);
      }
    }
  }

  /** The start of the last pane of each window that nobody was told of. */
  Set<Instant> openPanes() {
    Set<Instant> starts = new TreeSet<>();
    for (Window window : pending) {
      if (realised.mark(window).isEmpty()) {
        starts.add(monitor.spanStart(window.end().minusMillis(1)));
      }
    }
    return starts;
  }

  /** Puts a pane back. */
  Optional<PerformanceProfile> restore(Instant start, String layoutId, PerformanceProfile pane) {
    return panes.add(start, layoutId, pane);
  }

  void restoreDamaged(Instant start, String layoutId) {
    panes.damage(start, layoutId);
  }

  Optional<PerformanceProfile> restoreSlice(PaneKey key, PerformanceProfile decisions) {
    return slices.add(key, decisions);
  }

  void restoreDamagedSlice(PaneKey key) {
    slices.damage(key);
  }

  /** A moment of evidence that the journal kept. */
  void restore(EvidenceKey of, byte[] moment) {
    errors.restore(of, moment);
  }

  void restore(Kind kind, Window window, WindowMark mark) {
    told(kind).restore(window, mark);
  }

  /**
   * After a restore: windows that nobody was told of, or that something has come to since, are to
   * be looked at.
   */
  void settle(Instant floor) {
    errors.settleRestored();
    for (Instant start : panes.starts()) {
      for (Window window : panes.windowsWith(start)) {
        boolean told = realised.mark(window).filter(mark -> !mark.loose()).isPresent();
        boolean open = !told || panes.isDamaged(window) || slices.isDamaged(window);
        if (open && window.end().isAfter(floor)) pending.add(window);
      }
    }
    if (!pending.isEmpty()) changedFrom = pending.first().start();
  }

  /**
   * The windows to look at, oldest first.
   *
   * @param floor windows that end by then are told for the last time
   */
  SortedSet<Window> toLookAt(Tides tides, Instant floor) {
    lookBehind();
    Instant reached = tides.reached(monitor.model(), monitor.timing().idleTimeout());
    Instant now = tides.readUpTo();
    // Where a stored tide was lost; all partitions will tell anew.
    if (now.equals(Instant.MIN)) return new TreeSet<>();
    SortedSet<Window> windows = new TreeSet<>();
    for (Window window : pending) {
      if (realised.mark(window).isPresent()) {
        if (mayLookAt(window, now)) windows.add(window);
      } else if (!window.end().plus(monitor.timing().grace()).isAfter(reached)) {
        windows.add(window);
      }
      if (!window.end().isAfter(floor)) windows.add(window);
    }
    windows.addAll(realised.due(now, floor));
    windows.addAll(estimated.due(now, floor));
    windows.addAll(realised.endedBy(floor));
    return windows;
  }

  /** Of told windows behind outcomes that came the evidence of errors may be other. */
  private void lookBehind() {
    if (changedFrom == null || !monitor.performance().orElseThrow().views().change()) return;
    for (Window window : realised.behind(changedFrom)) {
      realised.loosen(window, 0);
    }
    changedFrom = null;
  }

  private boolean mayLookAt(Window window, Instant now) {
    Instant last = lookedAt.get(window);
    if (last == null) return true;
    Duration pause = timing.standsFor(revision(realised, window) - 1).dividedBy(LOOKS);
    return !now.isBefore(last.plus(pause));
  }

  /**
   * @param judges what holds at the start of a window or pane
   */
  PerformanceContent content(Window window, Function<Instant, PerformanceJudges.Entry> judges) {
    PerformanceJudges.Entry on = judges.apply(window.start());
    Optional<Map<String, PerformanceProfile>> outcomes = panes.in(window);
    return new PerformanceContent(
        key.model(),
        key.segment(),
        window,
        outcomes.orElse(Map.of()),
        outcomes.isEmpty() || panes.isDamaged(window) || slices.isDamaged(window),
        new PerformanceContent.Beside(
            on.judge().map(known -> slices.in(window, known.layoutId())).orElse(new TreeMap<>()),
            errors.upTo(window.end(), on, judges)),
        on);
  }

  /**
   * When verdicts are told.
   *
   * @param readUpTo receive time
   * @param floor windows that end by then are told for the last time
   */
  record Moment(Instant readUpTo, Instant floor) {}

  /** Concludes a window; the verdicts that are news. */
  List<Verdict> conclude(PerformanceContent content, Moment moment) {
    Window window = content.window();
    pending.remove(window);
    lookedAt.put(window, moment.readUpTo);
    boolean last = !window.end().isAfter(moment.floor);
    List<MeasuredPerformance> estimates = content.estimates();
    List<Verdict> news = new ArrayList<>();
    content
        .estimated(revision(estimated, window), estimates)
        .filter(verdict -> isNews(verdict, estimated, moment))
        .ifPresent(news::add);
    Verdict verdict =
        content.realised(
            new PerformanceContent.Telling(revision(realised, window), last), estimates);
    if (isNews(verdict, realised, moment)) news.add(verdict);
    return news;
  }

  /** Notes a verdict; whether it is to be told now. Numbers alone wait: the window stays loose. */
  private static boolean isNews(Verdict verdict, ToldWindows told, Moment moment) {
    Utterance said = ConclusionDigest.utterance(verdict);
    Window window = verdict.window();
    Optional<WindowMark> before = told.mark(window);
    boolean alike = before.filter(mark -> mark.states() == said.states()).isPresent();
    if (alike && !told.isDue(window, moment.readUpTo, moment.floor)) return false;
    return told.note(window, said, 0, moment.readUpTo);
  }

  private static int revision(ToldWindows told, Window window) {
    return told.mark(window).map(WindowMark::revision).orElse(0) + 1;
  }

  /** Forgets windows that end by the floor, and the panes that no window needs any more. */
  void purge(
      Instant floor,
      PerformanceJournal journal,
      Function<Instant, PerformanceJudges.Entry> judges) {
    realised.forget(floor, false);
    estimated.forget(floor, false);
    lookedAt.keySet().removeIf(window -> !window.end().isAfter(floor));
    panes.forgetPast(
        floor,
        start -> errors.settle(start, judges),
        (start, layout) ->
            journal.forgetOutcomes(new PaneKey(key.model(), key.segment(), start, layout)));
    panes.forgetShapes();
    slices.purge(floor, key, journal::forgetSlice);
    errors.write(floor, journal.errors(), judges);
  }

  /** Whether nothing is kept of it but evidence for later windows. */
  boolean isPast() {
    return panes.isEmpty() && slices.isEmpty() && realised.isEmpty() && estimated.isEmpty();
  }

  boolean isEmpty() {
    return isPast() && errors.isEmpty();
  }

  private ToldWindows told(Kind kind) {
    return kind == Kind.ESTIMATED_PERFORMANCE ? estimated : realised;
  }
}
