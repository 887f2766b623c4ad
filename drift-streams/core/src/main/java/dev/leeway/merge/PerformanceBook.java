package dev.leeway.merge;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.window.Tides;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Merges partials of outcomes and tells windows' performance. For one thread.
 *
 * <p>A window is told when it closes, by the rule that a {@link WindowBook} has: estimates, where
 * the reference allows them, and what labels say so far, be it nothing. From then on labels that
 * come are looked at: another state is told within a twelfth of the time that {@linkplain
 * dev.leeway.monitor.Timing#standsFor the last verdict stands}, other numbers alone after it. Once
 * predictions and labels of every partition have been read up to the window's end and the horizon
 * of labels, in receive time, no outcome can come any more, as {@link dev.leeway.labels.LabelTerms}
 * has it. Then the window is told once more, changed or not, marked as the last, and forgotten.
 *
 * <p>Last verdicts do not depend on the order in which partials and tides came, as long as those of
 * one source partition come in theirs; only how many revisions lead there does.
 *
 * <p>It holds at most one profile for each series and span of time in which the monitor's windows
 * neither begin nor end, over the horizon and the longest window: 169 of a series with tumbling
 * hours and the default of seven days. Series are capped as those of a {@link WindowBook}.
 */
public final class PerformanceBook {

  private final ModelDirectory directory;
  private final PerformanceJournal journal;
  private final Tides tides = new Tides();
  private final PerformanceJudges judges;
  private final Map<SeriesKey, PerformanceSeries> series = new HashMap<>();
  private final SeriesDoor<PerformanceSeries> door =
      new SeriesDoor<>(series, PerformanceSeries::isPast);

  /** By model, the time up to which windows have been told for the last time. */
  private final Floors floors;

  public PerformanceBook(ModelDirectory directory, PerformanceJournal journal) {
    this.directory = directory;
    this.journal = journal;
    judges = new PerformanceJudges(directory);
    floors = new Floors(journal::lastTold);
  }

  /** Takes one partial in; the caller must put aside what is not merged. */
  public Intake merge(PerformancePartial partial) {
    Optional<Monitor> monitor = monitor(partial.model().name());
    if (monitor.isEmpty()) return Intake.UNKNOWN_MODEL;
    Instant paneEnd = partial.paneStart().plus(partial.pane());
    if (!paneEnd.isAfter(floors.of(partial.model().name()))) return Intake.TOO_LATE;
    SeriesKey wanted = new SeriesKey(partial.model(), partial.segment());
    Intake room = door.room(wanted, monitor.get());
    if (room != Intake.MERGED) return room;
    PerformanceSeries found = of(wanted, monitor.get());
    PaneKey own = PaneKey.of(partial);
    PaneKey span = own.startingAt(monitor.get().spanStart(own.start()));
    return partial.slice().isEmpty()
        ? mergeSeries(partial, span, found, monitor.get())
        : mergeSlice(partial, span, found);
  }

  private Intake mergeSlice(PerformancePartial partial, PaneKey span, PerformanceSeries found) {
    PaneKey slice = span.of(partial.slice());
    Optional<PerformanceProfile> merged = found.addSlice(slice, partial.profile());
    if (merged.isEmpty()) {
      lose(span, found);
      return Intake.MISFIT;
    }
    journal.slice(slice, merged.get());
    return Intake.MERGED;
  }

  private Intake mergeSeries(
      PerformancePartial partial, PaneKey span, PerformanceSeries found, Monitor monitor) {
    Optional<PerformanceProfile> merged =
        judges.fits(partial, found, monitor)
            ? found.add(span.start(), span.referenceId(), partial.profile())
            : Optional.empty();
    if (merged.isEmpty()) {
      lose(span, found);
      return Intake.MISFIT;
    }
    // Good bytes in the place of damaged ones would hide, after a restart, that outcomes are gone.
    if (!found.isDamaged(span.start(), span.referenceId())) journal.outcomes(span, merged.get());
    return Intake.MERGED;
  }

  /**
   * Says that outcomes of a pane were lost on their way here: its windows are UNKNOWN. Of a model
   * that is not watched, or a pane long past, nothing is known that could be wrong.
   */
  public void lose(PaneKey pane) {
    Optional<Monitor> monitor = monitor(pane.model().name());
    if (monitor.isEmpty() || !pane.start().isAfter(floors.of(pane.model().name()))) return;
    SeriesKey wanted = new SeriesKey(pane.model(), pane.segment());
    if (door.room(wanted, monitor.get()) != Intake.MERGED) return;
    lose(pane.startingAt(monitor.get().spanStart(pane.start())), of(wanted, monitor.get()));
  }

  /**
   * Says that outcomes of some pane were lost on their way here: all windows that nobody was told
   * of are UNKNOWN.
   */
  public void lose(ModelRef model, String segment) {
    PerformanceSeries found = series.get(new SeriesKey(model, segment));
    if (found == null) return;
    found.openPanes().forEach(start -> lose(new PaneKey(model, segment, start, ""), found));
  }

  private void lose(PaneKey pane, PerformanceSeries of) {
    of.damage(pane.start(), pane.referenceId());
    journal.damagedOutcomes(pane);
  }

  /** Takes a tide in; verdicts on the windows that it closes, corrects or ends, oldest first. */
  public List<Verdict> rise(Tide tide) {
    tides.rise(tide);
    tide.labelsAt().ifPresent(read -> journal.labelsRead(tide.sourcePartition(), read));
    Instant read = tides.outcomesReadUpTo();
    if (!read.equals(Instant.MIN)) {
      for (String model : tides.models()) {
        monitor(model).ifPresent(known -> floors.raise(model, read.minus(horizon(known))));
      }
    }
    List<Verdict> verdicts = new ArrayList<>();
    series.forEach(
        (key, found) ->
            monitor(key.model().name())
                .ifPresent(known -> verdicts.addAll(conclude(key.model(), found, known))));
    series.values().removeIf(PerformanceSeries::isEmpty);
    verdicts.sort(Verdict.OLDEST_FIRST);
    return verdicts;
  }

  /**
   * A copy of what this book holds of one model's segment as it is now, which another thread may
   * ask; it journals nothing. The profiles are shared.
   *
   * @param version of the model; empty for all of them
   */
  public PerformanceBook excerpt(String model, Optional<String> version, String segment) {
    PerformanceBook excerpt = new PerformanceBook(directory, new BufferedJournal());
    series.forEach(
        (key, found) -> {
          if (key.isOf(model, version, segment)) {
            excerpt.series.put(key, found.copy(excerpt.journal));
          }
        });
    return excerpt;
  }

  /**
   * What would be told if every window that nobody was told of closed now, by window and version.
   * Tells nobody.
   */
  public List<Verdict> soFar() {
    List<Verdict> soFar = new ArrayList<>();
    series.forEach(
        (key, found) ->
            monitor(key.model().name())
                .ifPresent(
                    known ->
                        found
                            .untold()
                            .forEach(
                                window ->
                                    soFar.addAll(
                                        found.content(window, at(key.model(), known)).soFar()))));
    soFar.sort(Verdict.OLDEST_FIRST);
    return soFar;
  }

  /** What holds at the start of a window or pane. */
  private Function<Instant, PerformanceJudges.Entry> at(ModelRef model, Monitor monitor) {
    return start -> judges.of(model, start, monitor);
  }

  private List<Verdict> conclude(ModelRef model, PerformanceSeries found, Monitor monitor) {
    Instant floor = floors.of(model.name());
    PerformanceSeries.Moment moment = new PerformanceSeries.Moment(tides.readUpTo(), floor);
    Function<Instant, PerformanceJudges.Entry> at = at(model, monitor);
    List<Verdict> verdicts = new ArrayList<>();
    for (Window window : found.toLookAt(tides, floor)) {
      verdicts.addAll(found.conclude(found.content(window, at), moment));
    }
    found.purge(floor, journal, at);
    return verdicts;
  }

  /**
   * Puts back what the journal was told; {@link #settle} ends it.
   *
   * @throws CorruptStateException if it does not go together with the other panes
   */
  public void restore(PaneKey key, PerformanceProfile profile) {
    of(key)
        .ifPresent(
            found -> {
              if (found.restore(key.start(), key.referenceId(), profile).isEmpty()) {
                throw new CorruptStateException("counts that do not go together with the others");
              }
            });
  }

  /**
   * Puts back decisions on a segment.
   *
   * @param key with that segment
   * @throws CorruptStateException if that are no decisions
   */
  public void restoreSlice(PaneKey key, PerformanceProfile decisions) {
    of(key.of(""))
        .ifPresent(
            found -> {
              if (found.restoreSlice(key, decisions).isEmpty()) {
                throw new CorruptStateException("counts that are not of decisions");
              }
            });
  }

  /** Says that stored decisions on a segment could not be read. */
  public void restoreDamagedSlice(PaneKey key) {
    of(key.of("")).ifPresent(found -> found.restoreDamagedSlice(key));
  }

  /** Says that the stored pane could not be read. */
  public void restoreDamaged(PaneKey key) {
    of(key).ifPresent(found -> found.restoreDamaged(key.start(), key.referenceId()));
  }

  /** Puts back what was told of a window by verdicts of a kind. */
  public void restore(Verdict.Kind kind, WindowKey key, WindowMark mark) {
    monitor(key.model().name())
        .ifPresent(
            known ->
                of(new SeriesKey(key.model(), key.segment()), known)
                    .restore(kind, key.window(), mark));
  }

  public void restore(Tide snapshot) {
    tides.rise(snapshot);
  }

  /** Puts back how far the labels of a partition have been read. */
  public void restoreLabels(int sourcePartition, Instant at) {
    tides.riseLabels(sourcePartition, at);
  }

  /**
   * Puts back one moment of evidence.
   *
   * @throws CorruptStateException if it cannot be read; later evidence does without it
   */
  public void restore(EvidenceKey key, byte[] sealed) {
    monitor(key.model().name())
        .ifPresent(
            known -> of(new SeriesKey(key.model(), key.segment()), known).restore(key, sealed));
  }

  /** Puts back up to where the model's windows have been told for the last time. */
  public void restore(String model, Instant floor) {
    floors.restore(model, floor);
  }

  /** Ends a restore. */
  public void settle() {
    series.forEach((key, found) -> found.settle(floors.of(key.model().name())));
  }

  private static Duration horizon(Monitor monitor) {
    return monitor.performance().map(PerformancePolicy::terms).orElseThrow().horizon();
  }

  /** The model's monitor, if it watches performance. */
  private Optional<Monitor> monitor(String model) {
    return directory.monitor(model).filter(known -> known.performance().isPresent());
  }

  private Optional<PerformanceSeries> of(PaneKey key) {
    return monitor(key.model().name())
        .map(known -> of(new SeriesKey(key.model(), key.segment()), known));
  }

  private PerformanceSeries of(SeriesKey key, Monitor monitor) {
    return series.computeIfAbsent(key, wanted -> new PerformanceSeries(wanted, monitor, journal));
  }
}
