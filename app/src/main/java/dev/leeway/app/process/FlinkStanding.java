package dev.leeway.app.process;

import dev.leeway.streams.DriftMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How the job on Flink is, from what its processes have told. Safe for many threads. */
final class FlinkStanding {

  /** Checkpoints are a second apart; without them no result is seen. */
  private static final Duration STALE = Duration.ofMinutes(1);

  /** Flink's tasks together, as the name of a task whose breaker is open. */
  private static final String TASKS = "flink";

  private final DriftMeters meters;
  private final InstantSource clock;
  private @Nullable FlinkReport last;
  private @Nullable Instant checkpointAt;
  private long restarts;

  /** Tasks whose breaker is open. */
  private long floods;

  /** Ids that all tasks together remember. */
  private long open;

  FlinkStanding(DriftMeters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    meters.pipeline(() -> isRunning() ? 1 : 0, this::lag);
  }

  synchronized void take(FlinkReport report) {
    long before = last == null ? 0 : last.checkpoints();
    if (report.checkpoints() > before) checkpointAt = clock.instant();
    count(report.restarts() - (last == null ? 0 : last.restarts()));
    report.growth().forEach(this::count);
    meters.flooded(TASKS, floods > 0);
    meters.openPredictions(TASKS, open);
    last = report;
  }

  /** The process that told the last is gone, and another is or will be started. */
  synchronized void replaced() {
    last = null;
    floods = 0;
    open = 0;
    meters.flooded(TASKS, false);
    meters.openPredictions(TASKS, 0);
    count(1);
  }

  /** Whether the job reads and results are told. */
  synchronized boolean isRunning() {
    return last != null && last.running();
  }

  /** What is the matter; empty while nothing is. */
  synchronized String trouble() {
    if (!isRunning()) {
      return "Flink's job is %s; %s".formatted(last == null ? "not up" : "starting", history());
    }
    boolean stale = checkpointAt == null || checkpointAt.plus(STALE).isBefore(clock.instant());
    if (stale) return "Flink's job takes no checkpoint; " + history();
    return floods > 0 ? DriftEngine.FLOODED : "";
  }

  /** How it is while nothing is the matter. */
  synchronized String detail() {
    return history();
  }

  private String history() {
    String checkpoint =
        checkpointAt == null
            ? "no checkpoint yet"
            : "last checkpoint "
                + Duration.between(checkpointAt, clock.instant()).toSeconds()
                + " s ago";
    return checkpoint + ", restarted " + restarts + " times";
  }

  /** Unknown while nobody tells it. */
  private synchronized Number lag() {
    return last == null ? Double.NaN : last.lag();
  }

  private void count(long newRestarts) {
    if (newRestarts <= 0) return;
    restarts += newRestarts;
    meters.restarted(newRestarts);
  }

  /** Names are those of the job's own counters: docs/flink.md. */
  private void count(FlinkReport.Growth growth) {
    switch (growth.name()) {
      case "predictions" -> meters.admitted(growth.model(), growth.by());
      case "quarantined" -> meters.quarantined(growth.reason(), growth.by());
      case "late_rows" -> meters.late(growth.model(), growth.by());
      case "capped" -> meters.capped(growth.model(), growth.cap(), growth.by());
      case "damaged_entries" -> meters.damaged(growth.kind(), growth.by());
      case "labels" -> meters.labels(growth.model(), growth.fate(), growth.by());
      case "unjoined" -> meters.unjoined(growth.model(), growth.reason(), growth.by());
      case "detector_changes" ->
          meters.detectorChanged(growth.model(), growth.detector(), growth.by());
      case "detector_warnings" ->
          meters.detectorWarned(growth.model(), growth.detector(), growth.by());
      case "open_predictions" -> open += growth.by();
      case "floods_begun" -> floods += growth.by();
      case "floods_ended" -> floods -= growth.by();
      case "windows_closed" -> meters.closed(growth.model(), growth.by());
      default -> {} // a counter that has no meter is in Flink's own metrics
    }
  }
}
