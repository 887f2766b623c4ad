package dev.leeway.dashboards;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of docs/metrics.md: every metric with its labels. */
final class MetricsPage {

  /** What a Micrometer timer is called in the Prometheus format. */
  private static final List<String> TIMER_SUFFIXES = List.of("_count", "_sum", "_max");

  private final Map<String, Metric> metrics;

  private MetricsPage(Map<String, Metric> metrics) {
    this.metrics = metrics;
  }

  /** One row of a table. */
  record Metric(String name, String type, String unit, Set<String> labels, String meaning) {}

  static MetricsPage read() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    Repository.text("docs/metrics.md")
        .lines()
        .filter(line -> line.startsWith("| `leeway_"))
        .map(MetricsPage::row)
        .forEach(metric -> add(metrics, metric));
    return new MetricsPage(metrics);
  }

  Set<String> names() {
    return metrics.keySet();
  }

  /** The metric that has a series of the given name. */
  Optional<Metric> ofSeries(String series) {
    Metric exact = metrics.get(series);
    if (exact != null) {
      return exact.type().equals("timer") ? Optional.empty() : Optional.of(exact);
    }
    return TIMER_SUFFIXES.stream()
        .filter(series::endsWith)
        .map(suffix -> metrics.get(series.substring(0, series.length() - suffix.length())))
        .filter(metric -> metric != null && metric.type().equals("timer"))
        .findFirst();
  }

  private static void add(Map<String, Metric> metrics, Metric metric) {
    if (metrics.put(metric.name(), metric) != null) {
      throw new IllegalStateException("docs/metrics.md lists " + metric.name() + " twice");
    }
  }

  private static Metric row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 8) {
      throw new IllegalStateException("docs/metrics.md: a row needs 6 cells: " + line);
    }
    Set<String> labels = new LinkedHashSet<>();
    Arrays.stream(cells[4].split(","))
        .map(String::strip)
        .filter(label -> !label.equals("–"))
        .forEach(labels::add);
    return new Metric(
        cells[1].strip().replace("`", ""),
        cells[2].strip(),
        cells[3].strip(),
        labels,
        cells[5].strip());
  }
}
