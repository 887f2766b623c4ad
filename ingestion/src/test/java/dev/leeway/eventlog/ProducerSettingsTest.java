package dev.leeway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {

  @Test
  void config_keepsThePromisesWhateverTheClientSays() {
    ProducerSettings settings =
        new ProducerSettings(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SSL",
                "linger.ms", "20",
                "acks", "0",
                "enable.idempotence", "false",
                "partitioner.class", "com.example.Mine"),
            Duration.ofSeconds(4),
            1_000_000);

    assertThat(settings.toConfig())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "20")
        .containsEntry("compression.type", "lz4")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("delivery.timeout.ms", 4_000)
        .containsEntry("request.timeout.ms", 2_000)
        .containsEntry("max.block.ms", 2_000L)
        .containsEntry("buffer.memory", 1_000_000L)
        .doesNotContainKey("partitioner.class");
  }

  @Test
  void config_isTakenByKafka() {
    ProducerSettings.of("127.0.0.1:1").newProducer().close(Duration.ZERO);
  }

  @Test
  void settings_areChecked() {
    assertThatThrownBy(() -> new ProducerSettings(Map.of(), Duration.ofSeconds(1), 1))
        .hasMessage("no bootstrap.servers");
    Map<String, String> client = Map.of("bootstrap.servers", "kafka:9092");
    assertThatThrownBy(() -> new ProducerSettings(client, Duration.ofMillis(99), 1))
        .hasMessageContaining("deliveryTimeout");
    assertThatThrownBy(() -> new ProducerSettings(client, Duration.ofSeconds(1), 0))
        .hasMessageContaining("bufferBytes");
  }
}
