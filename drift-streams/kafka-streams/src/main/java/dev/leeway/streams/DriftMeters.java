package dev.leeway.streams;

import dev.leeway.merge.JournalReplay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every meter the drift job publishes, on whatever engine; docs/metrics.md lists the same names.
 *
 * <p>What may be concluded: records read = predictions + quarantined. Rows of verdicts' last
 * revisions = predictions - late rows, once all windows have closed.
 */
public final class DriftMeters {

  private static final Logger LOG = LoggerFactory.getLogger(DriftMeters.class);

  private final MeterRegistry registry;
  private final Set<String> flooded = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> open = new ConcurrentHashMap<>();

  public DriftMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("leeway.quarantine.flood", flooded, Set::size)
        .description("Tasks of the drift job whose breaker is open: most of what they read is bad")
        .strongReference(true)
        .register(registry);
    Gauge.builder("leeway.predictions.open", open, DriftMeters::sum)
        .description("Predictions and labels that are remembered because the other may still come")
        .strongReference(true)
        .register(registry);
  }

  private static double sum(Map<String, Long> byTask) {
    return byTask.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many ids the join of a task remembers. */
  public void openPredictions(String task, long ids) {
    open.put(task, ids);
  }

  /** Labels were read; the fate says what became of them. */
  public void labels(String model, String fate, long number) {
    counter("leeway.labels", "Labels by what became of them", Tags.of("model", model, "fate", fate))
        .increment((double) number);
  }

  /** Predictions of a model with performance could not be joined to labels. */
  public void unjoined(String model, String reason, long number) {
    counter(
            "leeway.predictions.unjoined",
            "Predictions that are not joined to labels",
            Tags.of("model", model, "reason", reason))
        .increment((double) number);
  }

  /** A detector told that a model's errors are no longer what they were. */
  public void detectorChanged(String model, String detector, long times) {
    counter(
            "leeway.detector.changes",
            "Changes of the errors of labelled predictions that a detector told of",
            Tags.of("model", model, "detector", detector))
        .increment((double) times);
  }

  /** A detector began to warn. */
  public void detectorWarned(String model, String detector, long times) {
    counter(
            "leeway.detector.warnings",
            "Times a detector began to warn of a change",
            Tags.of("model", model, "detector", detector))
        .increment((double) times);
  }

  /** Whether the breaker of a task is open. */
  public void flooded(String task, boolean open) {
    if (open && flooded.add(task)) {
      LOG.warn("Most of what task {} reads is bad and put aside; see the quarantine", task);
    } else if (!open && flooded.remove(task)) {
      LOG.info("Task {} reads good records again", task);
    }
  }

  /** Whether a breaker is open. */
  public boolean isFlooded() {
    return !flooded.isEmpty();
  }

  /**
   * How the job is, asked when somebody looks.
   *
   * @param state 1 while it runs, else 0
   * @param lag predictions yet to be read
   */
  public void pipeline(Supplier<Number> state, Supplier<Number> lag) {
    Gauge.builder("leeway.pipeline.state", state)
        .description("1 while the drift job runs, 0 while it starts, rebalances or has failed")
        .register(registry);
    Gauge.builder("leeway.pipeline.lag.records", lag)
        .description("Records of the topic that the drift job has yet to read")
        .register(registry);
  }

  /** Predictions were counted and handed on. */
  public void admitted(String model, long rows) {
    counter("leeway.predictions", "Predictions counted by the drift job", Tags.of("model", model))
        .increment((double) rows);
  }

  /** Records went to the quarantine. */
  public void quarantined(String reason, long records) {
    counter(
            "leeway.quarantined",
            "Records put aside because they could not be used",
            Tags.of("reason", reason))
        .increment((double) records);
  }

  /** Rows came after their window could be corrected. */
  public void late(String model, long rows) {
    counter("leeway.late.rows", "Rows too late for their window", Tags.of("model", model))
        .increment((double) rows);
  }

  /** Something went to {@code __other__}. */
  public void capped(String model, String cap, long times) {
    counter(
            "leeway.capped",
            "Times a cap sent something to the bucket __other__",
            Tags.of("model", model, "cap", cap))
        .increment((double) times);
  }

  /** Windows closed for the first time. */
  public void closed(String model, long windows) {
    counter("leeway.windows.closed", "Windows concluded", Tags.of("model", model))
        .increment((double) windows);
  }

  /** A stored entry could not be read; a word of {@link JournalReplay.Damage} says what it held. */
  public void damaged(String kind, long entries) {
    counter(
            "leeway.state.damaged",
            "Stored entries of the drift job that could not be read",
            Tags.of("kind", kind))
        .increment((double) entries);
  }

  /** After faults the job, or a thread of it, was started again. */
  public void restarted(long times) {
    counter(
            "leeway.pipeline.restarts",
            "Starts of the drift job, or of a thread of it, after a fault",
            Tags.empty())
        .increment((double) times);
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
