package dev.leeway.merge;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Timing;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has been told of a series' windows, and when those that rows came to since are to be looked
 * at for numbers alone. For one thread.
 */
final class ToldWindows {

  private final ModelRef model;
  private final String segment;
  private final Timing timing;
  private final MarkJournal journal;
  private final NavigableMap<Window, Told> windows = new TreeMap<>();

  /** The loose ones. */
  private final NavigableSet<Due> dues = new TreeSet<>();

  /**
   * @param decisive number for what decided on it beside its own rows; empty where that is not
   *     known, after a restart
   */
  private record Told(WindowMark mark, OptionalLong decisive) {}

  private record Due(Instant at, Window window) implements Comparable<Due> {

    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::window);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  ToldWindows(ModelRef model, String segment, Timing timing, MarkJournal journal) {
    this.model = model;
    this.segment = segment;
    this.timing = timing;
    this.journal = journal;
  }

  /**
   * The same, for another thread.
   *
   * @param other the copy's own journal
   */
  ToldWindows copy(MarkJournal other) {
    ToldWindows copy = new ToldWindows(model, segment, timing, other);
    copy.windows.putAll(windows);
    copy.dues.addAll(dues);
    return copy;
  }

  ModelRef model() {
    return model;
  }

  String segment() {
    return segment;
  }

  boolean isEmpty() {
    return windows.isEmpty();
  }

  Optional<WindowMark> mark(Window window) {
    return Optional.ofNullable(windows.get(window)).map(Told::mark);
  }

  /** Puts back what the journal was told. */
  void restore(Window window, WindowMark mark) {
    put(window, new Told(mark, OptionalLong.empty()));
  }

  /**
   * Notes what was concluded of a window.
   *
   * @param now receive time up to which all has been read
   * @return whether it is news
   */
  boolean note(Window window, Utterance told, long decisive, Instant now) {
    Optional<WindowMark> same = mark(window).filter(mark -> mark.digest() == told.digest());
    WindowMark mark =
        new WindowMark(
            same.map(WindowMark::revision).orElse(told.revision()),
            told.rows(),
            told.states(),
            told.digest(),
            now,
            false);
    note(window, mark, decisive);
    return same.isEmpty();
  }

  private void note(Window window, WindowMark mark, long decisive) {
    put(window, new Told(mark, OptionalLong.of(decisive)));
    journal.window(key(window), mark);
  }

  /** Rows have come into the window or before it: its numbers may be others. */
  void loosen(Window window, long decisive) {
    Told told = windows.get(window);
    if (told == null) throw new IllegalArgumentException("not told: " + window);
    if (!told.mark.loose()) {
      note(window, told.mark.with(true), decisive);
    } else if (!isDecidedBy(window, decisive)) {
      put(window, new Told(told.mark, OptionalLong.of(decisive)));
    }
  }

  /** Whether it was last looked at with the same deciding. */
  boolean isDecidedBy(Window window, long decisive) {
    Told told = windows.get(window);
    return told != null && told.decisive.isPresent() && told.decisive.getAsLong() == decisive;
  }

  /** Whether the verdict of a window has stood for long enough to be corrected in numbers alone. */
  boolean isDue(Window window, Instant readUpTo, Instant floor) {
    Told told = windows.get(window);
    return told == null || !window.end().isAfter(floor) || !due(told.mark).isAfter(readUpTo);
  }

  /**
   * The loose windows whose numbers are to be looked at.
   *
   * @param readUpTo receive time
   * @param floor windows that end by then get no more rows
   */
  List<Window> due(Instant readUpTo, Instant floor) {
    List<Window> due = new ArrayList<>();
    for (Due next : dues) {
      if (next.at.isAfter(readUpTo)) break;
      due.add(next.window);
    }
    before(floor)
        .forEach(
            (window, told) -> {
              if (told.mark.loose() && !window.end().isAfter(floor)) due.add(window);
            });
    return due;
  }

  /** Those that end by the floor. */
  List<Window> endedBy(Instant floor) {
    return before(floor).keySet().stream().filter(window -> !window.end().isAfter(floor)).toList();
  }

  /** Those whose numbers may be others than were told. */
  List<Window> loose() {
    return dues.stream().map(Due::window).toList();
  }

  /** Those that start behind a pane: their evidence rests on its rows, too. */
  List<Window> behind(Instant pane) {
    Window first = new Window(pane.plusMillis(1), pane.plusMillis(2));
    return List.copyOf(windows.tailMap(first, true).keySet());
  }

  /**
   * Forgets windows that get no more rows.
   *
   * @param lookingBack whether a window's rows are still asked for by the one that follows it
   */
  void forget(Instant floor, boolean lookingBack) {
    Iterator<Window> old = before(floor).keySet().iterator();
    while (old.hasNext()) {
      Window window = old.next();
      Duration longer = lookingBack ? window.length() : Duration.ZERO;
      if (window.end().plus(longer).isAfter(floor)) continue;
      unlist(windows.get(window), window);
      old.remove();
      journal.forgetWindow(key(window));
    }
  }

  private NavigableMap<Window, Told> before(Instant floor) {
    if (windows.isEmpty() || !windows.firstKey().start().isBefore(floor)) return new TreeMap<>();
    return windows.headMap(new Window(floor, floor.plusMillis(1)), false);
  }

  private void put(Window window, Told told) {
    unlist(windows.put(window, told), window);
    if (told.mark.loose()) dues.add(new Due(due(told.mark), window));
  }

  private void unlist(@Nullable Told told, Window window) {
    if (told != null && told.mark.loose()) dues.remove(new Due(due(told.mark), window));
  }

  private Instant due(WindowMark mark) {
    return mark.toldAt().plus(timing.standsFor(mark.revision()));
  }

  private WindowKey key(Window window) {
    return new WindowKey(model, segment, window);
  }
}
