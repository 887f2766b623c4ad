package dev.leeway.app.meters;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every meter that shows verdicts; docs/metrics.md lists the same names. The gauges of a model,
 * version and segment show its newest window, by event time. For one thread that tells; any may
 * scrape.
 */
public final class VerdictMeters {

  private final MeterRegistry registry;
  private final int maxSeries;

  /** A gauge holds its value weakly, so the values are held here: the bits of a double each. */
  private final Map<SeriesName, AtomicLong> values = new ConcurrentHashMap<>();

  private final Map<String, Instant> newest = new HashMap<>();
  private final Map<String, Duration> shortest = new HashMap<>();
  private final Counter left;

  /**
   * @param maxSeries most gauges made; what is beyond is counted, not shown
   */
  public VerdictMeters(MeterRegistry registry, int maxSeries) {
    this.registry = registry;
    this.maxSeries = maxSeries;
    left =
        Counter.builder("leeway.metrics.capped")
            .description("Times a series was left out because there are too many")
            .register(registry);
  }

  private record SeriesName(String name, Tags tags) {}

  /** Counts a verdict that was told just now. */
  void count(Verdict verdict) {
    Counter.builder("leeway.verdicts")
        .description("Verdicts told, revisions included")
        .tags(
            Tags.of(
                "model", verdict.model().name(),
                "version", verdict.model().version(),
                "kind", verdict.kind().name().toLowerCase(Locale.ROOT),
                "state", verdict.state().name().toLowerCase(Locale.ROOT)))
        .register(registry)
        .increment();
  }

  /**
   * Shows a verdict, unless its window is older than the one shown. Of a model with windows of
   * several lengths the shortest are shown: they tell first.
   */
  void show(Verdict verdict) {
    boolean drift = verdict.kind() == Verdict.Kind.DRIFT;
    if (!drift && verdict.kind() != Verdict.Kind.QUALITY) return;
    Duration length = verdict.window().length();
    String model = verdict.model().name();
    if (shortest.merge(model, length, (a, b) -> a.compareTo(b) <= 0 ? a : b).compareTo(length)
        < 0) {
      return;
    }
    String of = verdict.model() + "|" + verdict.kind() + "|" + verdict.segment();
    Instant end = verdict.window().end();
    if (newest.getOrDefault(of, Instant.MIN).isAfter(end)) return;
    newest.put(of, end);
    Tags series = series(verdict);
    if (drift) showDrift(verdict, series);
    else QualityGauges.of(verdict, series).forEach(this::set);
  }

  private void showDrift(Verdict verdict, Tags series) {
    set("leeway.window.state", "0 OK, 1 DRIFTED, -1 UNKNOWN", series, number(verdict.state()));
    set("leeway.window.rows", "Rows of the newest window", series, (double) verdict.rows());
    set(
        "leeway.window.end.seconds",
        "End of the newest window",
        series,
        (double) verdict.window().end().getEpochSecond());
    for (ColumnVerdict column : verdict.columns()) {
      show(column, series.and("column", column.column()));
    }
  }

  private void show(ColumnVerdict column, Tags tags) {
    set("leeway.drift.state", "0 OK, 1 DRIFTED, -1 UNKNOWN", tags, number(column.state()));
    double missing = column.rows() == 0 ? 0 : (double) column.missing() / column.rows();
    set("leeway.missing.ratio", "Share of rows without a value", tags, missing);
    for (MeasureResult result : column.measures()) {
      Tags measure = tags.and("measure", result.measure().key());
      set("leeway.drift.value", "How far the column moved", measure, result.value());
      result
          .threshold()
          .ifPresent(
              threshold ->
                  set("leeway.drift.threshold", "What it is held against", measure, threshold));
    }
  }

  private void set(QualityGauges.Reading reading) {
    set(reading.name(), reading.description(), reading.tags(), reading.value());
  }

  private void set(String name, String description, Tags tags, double value) {
    SeriesName key = new SeriesName(name, tags);
    AtomicLong held = values.get(key);
    if (held == null) {
      if (values.size() >= maxSeries) {
        left.increment();
        return;
      }
      held = new AtomicLong();
      values.put(key, held);
      Gauge.builder(name, held, bits -> Double.longBitsToDouble(bits.get()))
          .description(description)
          .tags(tags)
          .register(registry);
    }
    held.set(Double.doubleToLongBits(value));
  }

  private static Tags series(Verdict verdict) {
    return Tags.of(
        "model", verdict.model().name(),
        "version", verdict.model().version(),
        "segment", verdict.segment());
  }

  static double number(State state) {
    return switch (state) {
      case OK -> 0;
      case DRIFTED, FAILED -> 1;
      case UNKNOWN -> -1;
    };
  }
}
