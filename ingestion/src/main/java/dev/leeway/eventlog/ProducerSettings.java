package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How events reach Kafka.
 *
 * @param client Kafka client settings by Kafka's names: {@code bootstrap.servers}, security,
 *     tuning; what the promises below need is set over them
 * @param deliveryTimeout after how long an event that is not acknowledged has failed; at least 100
 *     ms. Default 10 s
 * @param bufferBytes heap for events that are not acknowledged yet. Default 96 MiB: more than the
 *     gateway's default of in-flight bytes, so that its limit is met first
 */
public record ProducerSettings(
    Map<String, String> client, Duration deliveryTimeout, long bufferBytes) {

  public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);
  public static final long BUFFER_BYTES = 96L * 1024 * 1024;

  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Long enough to fill batches under load, short beside a network's way there and back. */
  private static final int LINGER_MILLIS = 5;

  /**
   * @throws IllegalArgumentException if there is no {@code bootstrap.servers} or a value is out of
   *     range
   */
  public ProducerSettings {
    client = Map.copyOf(client);
    requireNonNull(deliveryTimeout, "deliveryTimeout");
    if (!client.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("no " + ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }
    if (deliveryTimeout.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("deliveryTimeout: " + deliveryTimeout);
    }
    if (bufferBytes < 1) throw new IllegalArgumentException("bufferBytes: " + bufferBytes);
  }

  /** The defaults. */
  public static ProducerSettings of(String bootstrapServers) {
    return new ProducerSettings(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        DELIVERY_TIMEOUT,
        BUFFER_BYTES);
  }

  /**
   * All settings. The partitioner stays Kafka's own, a hash of the key, so that a label lands on
   * the partition number of its prediction.
   */
  Map<String, Object> toConfig() {
    long delivery = deliveryTimeout.toMillis();
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    config.putAll(client);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery));
    // Half of the time for one attempt leaves the other half for another; 30 s is Kafka's default.
    long attempt = Math.min(delivery / 2, 30_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) attempt);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, attempt);
    config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    return config;
  }

  /** A producer of these settings; it connects on first use. */
  public Producer<byte[], byte[]> newProducer() {
    return new KafkaProducer<>(toConfig(), new ByteArraySerializer(), new ByteArraySerializer());
  }
}
