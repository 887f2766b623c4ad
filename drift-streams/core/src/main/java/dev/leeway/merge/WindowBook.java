package dev.leeway.merge;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.window.Tide;
import dev.leeway.window.Tides;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges partial profiles and concludes windows. For one thread.
 *
 * <p>A window closes when every source partition that is not idle has passed its end plus grace;
 * when all are idle, once the clock has, so that a pause in a window that still lasts ends nothing.
 *
 * <p>Rows that come later, but within the lateness, are looked at by the next tide. Where they
 * change the state of a window or of a column, their own or, by the evidence, of a later window,
 * that makes a new revision at once. Where they change numbers alone, the verdict {@linkplain
 * dev.leeway.monitor.Timing#standsFor stands for a while}, so that many late rows make one
 * revision; but never beyond the lateness. Rows that are older still are handed back. The verdicts
 * on the final rows of a window do not depend on the order in which partials and tides came; only
 * how many revisions lead there does.
 */
public final class WindowBook {

  private final ModelDirectory directory;
  private final MergeJournal journal;
  private final Tides tides;
  private final Judges judges = new Judges();
  private final Map<SeriesKey, Series> series = new HashMap<>();
  private final SeriesDoor<Series> door = new SeriesDoor<>(series, Series::isPast);

  private final Floors floors;

  public WindowBook(ModelDirectory directory, MergeJournal journal) {
    this(directory, journal, new Tides());
  }

  private WindowBook(ModelDirectory directory, MergeJournal journal, Tides tides) {
    this.directory = directory;
    this.journal = journal;
    floors = new Floors(journal::floor);
    this.tides = tides;
  }

  /** Takes one partial profile in; the caller must put aside what is not merged. */
  public Intake merge(PartialProfile partial) {
    Optional<Monitor> monitor = directory.monitor(partial.model().name());
    if (monitor.isEmpty()) return Intake.UNKNOWN_MODEL;
    Instant paneEnd = partial.paneStart().plus(partial.pane());
    if (!paneEnd.isAfter(floors.of(partial.model().name()))) return Intake.TOO_LATE;
    SeriesKey wanted = new SeriesKey(partial.model(), partial.segment());
    Intake room = door.room(wanted, monitor.get());
    if (room != Intake.MERGED) return room;
    Series found = of(partial.model(), partial.segment(), monitor.get());
    PaneKey own = PaneKey.of(partial);
    PaneKey span = own.startingAt(monitor.get().spanStart(own.start()));
    PaneKey key = found.isDamaged(span.start(), span.referenceId()) ? own : span;
    Optional<Profile> merged =
        SeriesDoor.fits(partial, found, judge(own.model(), own.start(), monitor.get()))
            ? found.add(key.start(), key.referenceId(), partial.profile())
            : Optional.empty();
    if (merged.isEmpty()) {
      lose(span, found);
      return Intake.MISFIT;
    }
    // Good bytes in the place of damaged ones would hide, after a restart, that rows are gone.
    if (!found.isDamaged(key.start(), key.referenceId())) journal.pane(key, merged.get());
    return Intake.MERGED;
  }

  /**
   * Says that rows of a pane were lost on their way here: its windows are UNKNOWN. Of a model that
   * is not watched, or a pane long past, nothing is known that could be wrong.
   */
  public void lose(PaneKey pane) {
    Optional<Monitor> monitor = directory.monitor(pane.model().name());
    if (monitor.isEmpty() || !pane.start().isAfter(floors.of(pane.model().name()))) return;
    SeriesKey wanted = new SeriesKey(pane.model(), pane.segment());
    if (door.room(wanted, monitor.get()) != Intake.MERGED) return;
    lose(
        pane.startingAt(monitor.get().spanStart(pane.start())),
        of(pane.model(), pane.segment(), monitor.get()));
  }

  /** Says that rows of some pane were lost on their way here: all windows that wait are UNKNOWN. */
  public void lose(ModelRef model, String segment) {
    Series found = series.get(new SeriesKey(model, segment));
    if (found == null) return;
    found.openPanes().forEach(start -> lose(new PaneKey(model, segment, start, ""), found));
  }

  private void lose(PaneKey pane, Series of) {
    of.damage(pane.start(), pane.referenceId());
    journal.damagedPane(pane);
  }

  /** Takes a tide in; the windows that it closes or corrects, oldest first. */
  public List<Conclusion> rise(Tide tide) {
    tides.rise(tide);
    Tide snapshot = tides.snapshot(tide.sourcePartition());
    if (snapshot != null) journal.tide(snapshot);
    for (String model : tides.models()) {
      directory.monitor(model).ifPresent(this::raiseFloor);
    }
    List<Conclusion> conclusions = new ArrayList<>();
    series.forEach(
        (key, found) -> {
          Optional<Monitor> monitor = directory.monitor(key.model().name());
          if (monitor.isPresent()) conclude(key, found, monitor.get(), conclusions);
          found.purge(floors.of(key.model().name()), journal, start -> judge(key.model(), start));
        });
    series.values().removeIf(Series::isEmpty);
    conclusions.sort(Conclusion.OLDEST_FIRST);
    return conclusions;
  }

  /**
   * Panes are too late when they are older by the horizon than what every busy partition has
   * passed. A partition that lags holds this back, so that its rows lose nothing.
   */
  private void raiseFloor(Monitor monitor) {
    Instant reached = tides.reached(monitor.model(), monitor.timing().idleTimeout());
    Instant newest = tides.newest(monitor.model()).orElse(Instant.MIN);
    Instant passed = reached.isBefore(newest) ? reached : newest;
    if (passed.equals(Instant.MIN)) return;
    floors.raise(monitor.model(), passed.minus(monitor.timing().horizon()));
  }

  /**
   * Puts back what the journal was told; {@link #settle} ends it.
   *
   * @throws CorruptStateException if it does not go together with the other panes
   */
  public void restore(PaneKey key, Profile profile) {
    of(key)
        .ifPresent(
            found -> {
              if (found.add(key.start(), key.referenceId(), profile).isEmpty()) {
                throw new CorruptStateException("counts that do not go together with the others");
              }
            });
  }

  /** Says that the stored pane could not be read. */
  public void restoreDamaged(PaneKey key) {
    of(key).ifPresent(found -> found.damage(key.start(), key.referenceId()));
  }

  public void restore(WindowKey key, WindowMark mark) {
    directory
        .monitor(key.model().name())
        .ifPresent(monitor -> of(key.model(), key.segment(), monitor).restore(key.window(), mark));
  }

  /**
   * Puts back one moment of evidence.
   *
   * @throws CorruptStateException if it cannot be read; later evidence does without it
   */
  public void restore(EvidenceKey key, byte[] sealed) {
    directory
        .monitor(key.model().name())
        .ifPresent(monitor -> of(key.model(), key.segment(), monitor).restore(key, sealed));
  }

  public void restore(Tide snapshot) {
    tides.rise(snapshot);
  }

  /** Puts back up to where the model's windows have been forgotten. */
  public void restore(String model, Instant floor) {
    floors.restore(model, floor);
  }

  /** Ends a restore. */
  public void settle() {
    series.forEach((key, found) -> found.settle(floors.of(key.model().name())));
  }

  /** The models with panes or windows in this book. */
  public Collection<ModelRef> models() {
    return series.entrySet().stream()
        .filter(entry -> !entry.getValue().isPast())
        .map(entry -> entry.getKey().model())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * A copy of what this book holds of one model's segment as it is now, which another thread may
   * ask; it journals nothing. Takes microseconds: the profiles are shared.
   *
   * @param version of the model; empty for all of them
   */
  public WindowBook excerpt(String model, Optional<String> version, String segment) {
    WindowBook excerpt = new WindowBook(directory, new BufferedJournal(), tides.copy());
    excerpt.floors.restore(floors);
    series.forEach(
        (key, found) -> {
          if (key.isOf(model, version, segment)) {
            excerpt.series.put(key, found.copy(excerpt.journal));
          }
        });
    return excerpt;
  }

  /**
   * What would be concluded if every window that has rows nobody was told of closed now: verdicts
   * of the revision that each will have when it does, by window and version. Tells nobody.
   */
  public List<Conclusion> soFar() {
    List<Conclusion> soFar = new ArrayList<>();
    series.forEach(
        (key, found) ->
            directory
                .monitor(key.model().name())
                .ifPresent(
                    monitor ->
                        found
                            .untold()
                            .forEach(
                                window -> soFar.add(conclusion(key, found, window, monitor)))));
    soFar.sort(Conclusion.OLDEST_FIRST);
    return soFar;
  }

  private void conclude(
      SeriesKey key, Series found, Monitor monitor, List<Conclusion> conclusions) {
    Instant floor = floors.of(key.model().name());
    Instant readUpTo = tides.readUpTo();
    found.lookBehind(start -> judge(key.model(), start, monitor));
    for (Window window : found.toLookAt(tides, floor)) {
      WindowContent content = found.content(window);
      WindowContent.Basis basis = basis(key, found, content, monitor);
      if (found.mayWait(window, readUpTo, floor)
          && found.isInState(window, content.outline(basis))) {
        found.postpone(window, basis.judge());
        continue;
      }
      Conclusion conclusion = content.conclude(basis);
      if (found.note(window, conclusion, basis.judge(), readUpTo)) conclusions.add(conclusion);
    }
  }

  private WindowContent.Basis basis(
      SeriesKey key, Series found, WindowContent content, Monitor monitor) {
    Window window = content.window();
    Optional<Judges.Entry> judge = judge(key.model(), window.start(), monitor);
    return new WindowContent.Basis(
        monitor,
        judge,
        judge
            .filter(entry -> content.isCountedOn(entry.id()))
            .flatMap(entry -> found.evidence(entry, window.end())),
        new WindowContent.Around(
            found.before(window, floors.of(key.model().name())), tides.newest(monitor.model())));
  }

  private Conclusion conclusion(SeriesKey key, Series found, Window window, Monitor monitor) {
    WindowContent content = found.content(window);
    return content.conclude(basis(key, found, content, monitor));
  }

  /** The judge of the reference that holds at a pane or window. */
  private Optional<Judges.Entry> judge(ModelRef model, Instant start) {
    return directory.monitor(model.name()).flatMap(monitor -> judge(model, start, monitor));
  }

  private Optional<Judges.Entry> judge(ModelRef model, Instant start, Monitor monitor) {
    return directory.reference(model, start).map(reference -> judges.of(reference, monitor));
  }

  private Optional<Series> of(PaneKey key) {
    return directory
        .monitor(key.model().name())
        .map(monitor -> of(key.model(), key.segment(), monitor));
  }

  private Series of(ModelRef model, String segment, Monitor monitor) {
    return series.computeIfAbsent(
        new SeriesKey(model, segment), key -> new Series(model, segment, monitor, journal));
  }
}
