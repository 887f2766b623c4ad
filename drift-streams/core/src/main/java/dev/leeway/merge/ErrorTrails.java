package dev.leeway.merge;

import dev.leeway.drift.Accumulation;
import dev.leeway.monitor.Monitor;
import dev.leeway.performance.PerformanceProfile;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The evidence that a model errs more often in one series, against each of its references. For one
 * thread.
 */
final class ErrorTrails {

  private final Monitor monitor;
  private final Panes<PerformanceProfile> panes;
  private final Trails<PerformanceProfile> trails;

  /**
   * @param panes of the series
   */
  ErrorTrails(SeriesKey key, Monitor monitor, Panes<PerformanceProfile> panes) {
    this(monitor, panes, new Trails<>(key.model(), key.segment()));
  }

  private ErrorTrails(
      Monitor monitor, Panes<PerformanceProfile> panes, Trails<PerformanceProfile> trails) {
    this.monitor = monitor;
    this.panes = panes;
    this.trails = trails;
  }

  /** The same settled evidence, for another thread. */
  ErrorTrails copy(Panes<PerformanceProfile> own) {
    return new ErrorTrails(monitor, own, trails.copy());
  }

  boolean isEmpty() {
    return trails.isEmpty();
  }

  /** Says that outcomes came into a pane. */
  void changed(Instant pane) {
    trails.changed(pane);
  }

  /**
   * What decides up to a moment; empty where nobody asks, or it cannot be summed up.
   *
   * @param on what holds then
   * @param judges what holds at the start of a pane
   */
  Optional<Accumulation> upTo(
      Instant end, PerformanceJudges.Entry on, Function<Instant, PerformanceJudges.Entry> judges) {
    try {
      return against(on).flatMap(against -> trails.upTo(end, against, held(on, judges)));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /**
   * The oldest pane's outcomes can no longer change, and become part of what later evidence starts
   * from.
   */
  void settle(Instant start, Function<Instant, PerformanceJudges.Entry> judges) {
    PerformanceJudges.Entry on = judges.apply(start);
    Optional<Trails.Against<PerformanceProfile>> against = against(on);
    if (against.isEmpty() || !panes.isCounted(start, on.judge().orElseThrow().layoutId())) return;
    try {
      trails.settle(start, against.get(), held(on, judges));
    } catch (ArithmeticException e) {
      trails.changed(start); // evidence goes without
    }
  }

  /** Tells the journal what has been settled, and forgets what nothing came of for long. */
  void write(
      Instant floor, EvidenceJournal journal, Function<Instant, PerformanceJudges.Entry> judges) {
    if (trails.isEmpty()) return;
    Set<String> references = new TreeSet<>();
    panes.starts().forEach(start -> references.add(judges.apply(start).referenceId()));
    Instant oldest = floor.equals(Instant.MIN) ? floor : floor.minus(monitor.timing().maxPast());
    trails.write(references, oldest, journal);
  }

  /** A moment of evidence that the journal kept; {@link #settleRestored} ends it. */
  void restore(EvidenceKey of, byte[] moment) {
    trails.restore(of.referenceId(), of.moment(), moment);
  }

  void settleRestored() {
    trails.settleRestored();
  }

  private static Optional<Trails.Against<PerformanceProfile>> against(PerformanceJudges.Entry on) {
    return on.judge()
        .flatMap(PerformanceJudges.OnLayout::errors)
        .map(judge -> new Trails.Against<>(on.referenceId(), judge));
  }

  /** Layouts of two references may be the same. */
  private CountedPanes<PerformanceProfile> held(
      PerformanceJudges.Entry on, Function<Instant, PerformanceJudges.Entry> judges) {
    return new CountedPanes<>(
        panes.all(),
        on.judge().orElseThrow().layoutId(),
        start -> judges.apply(start).referenceId().equals(on.referenceId()),
        monitor);
  }
}
