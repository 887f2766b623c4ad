package dev.leeway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.event.ModelRef;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kafka's real producer against a port where nobody listens. */
class BrokerAwayTest {

  @Test
  void append_failsWithinTheDeliveryTimeout() throws IOException {
    try (KafkaEventLog log = open()) {
      CompletableFuture<Void> kept = log.append(EventKind.PREDICTION, List.of(event()));

      assertThat(kept).isNotDone();
      assertThatThrownBy(() -> kept.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(EventLogException.class);
      assertThat(log.health().healthy()).isFalse();
    }
  }

  @Test
  void close_doesNotWaitLongerThanTold() throws IOException {
    KafkaEventLog log = open();
    CompletableFuture<Void> kept = log.append(EventKind.PREDICTION, List.of(event()));
    long start = System.nanoTime();

    log.close(Duration.ofMillis(50));

    assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    assertThat(kept).isCompletedExceptionally();
  }

  private static KafkaEventLog open() throws IOException {
    ProducerSettings settings =
        new ProducerSettings(
            Map.of("bootstrap.servers", "127.0.0.1:" + freePort()),
            Duration.ofMillis(600),
            ProducerSettings.BUFFER_BYTES);
    return KafkaEventLog.open(
        settings,
        new KafkaEventLog.Surroundings(
            new MemorySchemaRegistry(),
            Topics.withDefaults(),
            InstantSource.system(),
            WireForms.PLAIN));
  }

  private static EncodedEvent event() {
    return new PredictionEncoder()
        .encode(
            new PredictionHead("a", new ModelRef("churn", "1"), Instant.EPOCH, Optional.empty()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
