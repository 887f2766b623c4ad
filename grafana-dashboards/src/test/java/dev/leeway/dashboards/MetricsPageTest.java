package dev.leeway.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final Set<String> TYPES = Set.of("gauge", "counter", "timer");

  private final MetricsPage page = MetricsPage.read();

  @Test
  void everyMetric_hasTypeUnitAndMeaning() {
    assertThat(page.names()).hasSizeGreaterThan(20);
    for (String name : page.names()) {
      MetricsPage.Metric metric = metric(name);
      assertThat(metric.type()).as(name).isIn(TYPES);
      assertThat(metric.unit()).as(name).isNotEmpty();
      assertThat(metric.meaning()).as(name).endsWith(".");
    }
  }

  @Test
  void names_followPrometheusConventions() {
    for (String name : page.names()) {
      MetricsPage.Metric metric = metric(name);
      assertThat(name.endsWith("_total")).as(name).isEqualTo(metric.type().equals("counter"));
      if (metric.type().equals("timer")) assertThat(name).endsWith("_seconds");
      if (metric.unit().equals("seconds")) assertThat(name).endsWith("_seconds");
      if (metric.unit().equals("bytes")) assertThat(name).endsWith("_bytes");
      if (metric.unit().equals("ratio")) assertThat(name).endsWith("_ratio");
    }
  }

  @Test
  void ofSeries_knowsATimerByItsSeriesOnly() {
    assertThat(page.ofSeries("leeway_ingest_requests_seconds_count")).isPresent();
    assertThat(page.ofSeries("leeway_ingest_requests_seconds")).isEmpty();
    assertThat(page.ofSeries("leeway_window_rows_count")).isEmpty();
  }

  private MetricsPage.Metric metric(String name) {
    return page.ofSeries(name).or(() -> page.ofSeries(name + "_count")).orElseThrow();
  }
}
