package dev.leeway.store;

import dev.leeway.wire.Undecodable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of the feature store; docs/metrics.md lists the same names. Each result that was
 * published is written or undecodable: alert when {@code leeway_store_lag_records} grows or {@code
 * leeway_store_undecodable_total} moves at all.
 */
public final class StoreMeters {

  private final MeterRegistry registry;
  private final Counter verdicts;
  private final Counter columns;
  private final Counter measures;
  private final Counter profiles;
  private final Counter retries;

  public StoreMeters(MeterRegistry registry) {
    this.registry = registry;
    verdicts = rows("verdicts");
    columns = rows("column_results");
    measures = rows("performance_results");
    profiles = rows("profiles");
    retries = registry.counter("leeway.store.retries");
  }

  /** Rows were written; a row written again counts again. */
  public void rows(RowsWritten rows) {
    verdicts.increment(rows.verdicts());
    columns.increment(rows.columns());
    measures.increment(rows.measures());
    profiles.increment(rows.profiles());
  }

  /** A record of one of our own topics could not be read and was passed over. */
  public void undecodable(String topic, Undecodable.Reason reason) {
    String name = reason.name().toLowerCase(Locale.ROOT);
    registry.counter("leeway.store.undecodable", "topic", topic, "reason", name).increment();
  }

  /** Kafka, the registry or the store was away, and what failed will be tried again. */
  public void retry() {
    retries.increment();
  }

  /** Records published and not yet written; NaN while that is unknown. */
  public <T> void lag(T writer, ToDoubleFunction<T> value) {
    Gauge.builder("leeway.store.lag.records", writer, value).register(registry);
  }

  /** 1 while results are being written, 0 while they wait. */
  public <T> void running(T writer, ToDoubleFunction<T> value) {
    Gauge.builder("leeway.store.state", writer, value).register(registry);
  }

  private Counter rows(String table) {
    return registry.counter("leeway.store.rows", "table", table);
  }
}
