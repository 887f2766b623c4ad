package dev.leeway.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import java.util.Optional;
import java.util.Set;

/**
 * The Kafka in use: one in this process, or an existing cluster.
 *
 * @param embedded a broker in this process, its data below the data folder
 * @param port where the embedded broker listens; 0 for any free one
 * @param bootstrapServers the existing cluster; empty with an embedded broker
 * @param replicationFactor of topics that Leeway creates; -1 is the cluster's default
 * @param properties for all clients, for example to log in
 */
public record KafkaSettings(
    boolean embedded,
    int port,
    Optional<String> bootstrapServers,
    int replicationFactor,
    ClientProperties properties) {

  public static final KafkaSettings DEFAULT =
      new KafkaSettings(true, 9092, Optional.empty(), 1, ClientProperties.NONE);

  /** What the semantics of Leeway hang on, or what has its own key. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "group.instance.id",
          "application.id",
          "transactional.id",
          "client.id",
          "processing.guarantee",
          "isolation.level",
          "auto.offset.reset",
          "enable.auto.commit",
          "enable.idempotence",
          "acks",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  /**
   * @throws IllegalArgumentException if both or neither of an embedded broker and a cluster are
   *     given
   */
  public KafkaSettings {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(properties, "properties");
    if (embedded && bootstrapServers.isPresent()) {
      throw new IllegalArgumentException("embedded is true, so bootstrapServers cannot be given");
    }
    if (!embedded && bootstrapServers.isEmpty()) {
      throw new IllegalArgumentException("embedded is false, so bootstrapServers must be given");
    }
    if (embedded && replicationFactor != 1) {
      throw new IllegalArgumentException(
          "replicationFactor must be 1 with the one embedded broker");
    }
    if (replicationFactor == 0) throw new IllegalArgumentException("replicationFactor: 0");
  }

  public static KafkaSettings read(Fields fields) {
    Value servers = fields.value("bootstrapServers");
    Optional<String> bootstrap = servers.text();
    boolean embedded = fields.value("embedded").flag().orElse(!servers.isGiven());
    int port = fields.value("port").integer(0, 65_535).orElse(DEFAULT.port);
    int replication =
        fields.value("replicationFactor").integer(-1, 32_767).orElse(embedded ? 1 : -1);
    ClientProperties properties = ClientProperties.read(fields.value("properties"), OURS);
    return fields
        .build(() -> new KafkaSettings(embedded, port, bootstrap, replication, properties))
        .orElse(DEFAULT);
  }
}
