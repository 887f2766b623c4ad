package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class DriftJobTest {

  private final Map<MetricName, Metric> metrics = new HashMap<>();

  @Test
  void lag_isOfTheGivenTopicAloneAndCountedOnce() {
    told("records-lag", "leeway.predictions", "0", 30.0);
    told("records-lag", "leeway.predictions", "1", 12.0);
    told("records-lag", "leeway_predictions", "0", 30.0);
    told("records-lag", "leeway_predictions", "1", 12.0);
    told("records-lag", "leeway.partials", "0", 5.0);
    told("records-lag-max", "leeway.predictions", "0", 99.0);

    assertThat(DriftJob.lag(metrics, "leeway.predictions")).isEqualTo(42);
  }

  @Test
  void lag_leavesOutWhatIsNotKnownYet() {
    told("records-lag", "leeway.predictions", "0", Double.NaN);
    told("records-lag", "leeway.predictions", "1", "none");

    assertThat(DriftJob.lag(metrics, "leeway.predictions")).isZero();
  }

  private void told(String name, String topic, String partition, Object value) {
    MetricName full =
        new MetricName(
            name,
            "consumer-fetch-manager-metrics",
            "",
            Map.of("topic", topic, "partition", partition));
    metrics.put(
        full,
        new Metric() {
          @Override
          public MetricName metricName() {
            return full;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
