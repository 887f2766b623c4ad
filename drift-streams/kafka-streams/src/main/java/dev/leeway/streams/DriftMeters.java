package dev.leeway.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Every meter the drift job publishes; docs/metrics.md lists the same names.
 *
 * <p>What may be concluded: records read = predictions + quarantined. Rows of verdicts' last
 * revisions = predictions - late rows, once all windows have closed.
 */
public final class DriftMeters {

  private final MeterRegistry registry;

  public DriftMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Predictions were counted and handed on. */
  void admitted(String model, long rows) {
    counter("leeway.predictions", "Predictions counted by the drift job", Tags.of("model", model))
        .increment((double) rows);
  }

  /** A record went to the quarantine. */
  void quarantined(String reason) {
    counter(
            "leeway.quarantined",
            "Records put aside because they could not be used",
            Tags.of("reason", reason))
        .increment();
  }

  /** Rows came after their window could be corrected. */
  void late(String model, long rows) {
    counter("leeway.late.rows", "Rows too late for their window", Tags.of("model", model))
        .increment((double) rows);
  }

  /** Something went to {@code __other__}. */
  void capped(String model, String cap, long times) {
    counter(
            "leeway.capped",
            "Times a cap sent something to the bucket __other__",
            Tags.of("model", model, "cap", cap))
        .increment((double) times);
  }

  /** A window closed for the first time. */
  void closed(String model) {
    counter("leeway.windows.closed", "Windows concluded", Tags.of("model", model)).increment();
  }

  /** The task's thread ended and was replaced. */
  void threadReplaced() {
    counter(
            "leeway.pipeline.restarts",
            "Threads of the drift job replaced after a fault",
            Tags.empty())
        .increment();
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
