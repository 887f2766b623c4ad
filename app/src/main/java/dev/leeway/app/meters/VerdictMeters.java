package dev.leeway.app.meters;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Every meter that shows verdicts; docs/metrics.md lists the same names. The gauges of a model,
 * version and segment show its newest window, by event time; those on performance the newest that
 * could be judged, since labels come later than windows close. Where there would be too many, those
 * of the model version leave whose newest window is the oldest. For one thread that tells; any may
 * scrape.
 */
public final class VerdictMeters {

  private final MeterRegistry registry;
  private final Most most;
  private final Map<ModelRef, VersionMeters> shown = new HashMap<>();
  private final Map<String, Duration> shortest = new HashMap<>();
  private final Counter left;

  /**
   * How much is shown at once.
   *
   * @param series of all; what one version alone has beyond is counted, not shown
   * @param versions of all models together
   */
  public record Most(int series, int versions) {

    /** 50,000 series, 2,000 versions: what Prometheus takes well from one target. */
    public static final Most DEFAULT = new Most(50_000, 2_000);
  }

  public VerdictMeters(MeterRegistry registry, Most most) {
    this.registry = registry;
    this.most = most;
    left =
        Counter.builder("leeway.metrics.capped")
            .description("Times a series was left out or forgotten because there are too many")
            .register(registry);
  }

  /** Counts a verdict that was told just now. */
  void count(Verdict verdict) {
    of(verdict)
        .count(
            "leeway.verdicts",
            "Verdicts told, revisions included",
            Tags.of(
                "model", verdict.model().name(),
                "version", verdict.model().version(),
                "kind", verdict.kind().name().toLowerCase(Locale.ROOT),
                "state", verdict.state().name().toLowerCase(Locale.ROOT)));
    makeRoom(verdict.model());
  }

  /**
   * Shows a verdict, unless its window is older than the one shown. Of a model with windows of
   * several lengths the shortest are shown: they tell first.
   */
  void show(Verdict verdict) {
    Duration length = verdict.window().length();
    String model = verdict.model().name();
    if (shortest.merge(model, length, (a, b) -> a.compareTo(b) <= 0 ? a : b).compareTo(length)
        < 0) {
      return;
    }
    show(of(verdict), verdict, series(verdict));
    makeRoom(verdict.model());
  }

  private static void show(VersionMeters version, Verdict verdict, Tags series) {
    if (verdict.performance().isPresent()) {
      version.replace(verdict, PerformanceGauges.of(verdict, verdict.performance().get(), series));
    } else if (version.isNews(verdict)) {
      if (verdict.kind() == Verdict.Kind.DRIFT) showDrift(version, verdict, series);
      else QualityGauges.of(verdict, series).forEach(version::set);
    }
  }

  private VersionMeters of(Verdict verdict) {
    return shown.computeIfAbsent(
        verdict.model(), model -> new VersionMeters(registry, left, most.series()));
  }

  /** Lets go of the versions that were heard of longest ago, but for the one at hand. */
  private void makeRoom(ModelRef but) {
    while (shown.size() > 1 && (shown.size() > most.versions() || series() > most.series())) {
      ModelRef oldest =
          shown.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(but))
              .min(
                  Comparator.comparing(
                          (Map.Entry<ModelRef, VersionMeters> entry) -> entry.getValue().newest())
                      .thenComparing(Map.Entry::getKey))
              .orElseThrow()
              .getKey();
      VersionMeters gone = shown.remove(oldest);
      if (gone != null) gone.forget();
      if (shown.keySet().stream().noneMatch(model -> model.name().equals(oldest.name()))) {
        shortest.remove(oldest.name());
      }
    }
  }

  private int series() {
    return shown.values().stream().mapToInt(VersionMeters::size).sum();
  }

  private static void showDrift(VersionMeters version, Verdict verdict, Tags series) {
    version.set(
        "leeway.window.state", "0 OK, 1 DRIFTED, -1 UNKNOWN", series, number(verdict.state()));
    version.set("leeway.window.rows", "Rows of the newest window", series, (double) verdict.rows());
    version.set(
        "leeway.window.end.seconds",
        "End of the newest window",
        series,
        (double) verdict.window().end().getEpochSecond());
    for (ColumnVerdict column : verdict.columns()) {
      show(version, column, series.and("column", column.column()));
    }
  }

  private static void show(VersionMeters version, ColumnVerdict column, Tags tags) {
    version.set("leeway.drift.state", "0 OK, 1 DRIFTED, -1 UNKNOWN", tags, number(column.state()));
    double missing = column.rows() == 0 ? 0 : (double) column.missing() / column.rows();
    version.set("leeway.missing.ratio", "Share of rows without a value", tags, missing);
    for (MeasureResult result : column.measures()) {
      Tags measure = tags.and("measure", result.measure().key());
      version.set("leeway.drift.value", "How far the column moved", measure, result.value());
      result
          .threshold()
          .ifPresent(
              threshold ->
                  version.set(
                      "leeway.drift.threshold", "What it is held against", measure, threshold));
    }
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
