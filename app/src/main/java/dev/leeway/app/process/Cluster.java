package dev.leeway.app.process;

import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.config.KafkaSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Kafka in use.
 *
 * @param broker the one in this process, if there is one
 * @param clients settings of every client: where it is, and how to log in
 */
record Cluster(Optional<EmbeddedKafka> broker, Map<String, String> clients)
    implements AutoCloseable {

  Cluster {
    clients = Map.copyOf(clients);
  }

  static Cluster start(ProcessConfig config) throws IOException {
    KafkaSettings settings = config.kafka();
    Map<String, String> clients = new HashMap<>(settings.properties().revealed());
    Optional<EmbeddedKafka> broker = Optional.empty();
    if (settings.embedded()) {
      broker = Optional.of(EmbeddedKafka.start(config.dataDir().resolve("kafka"), settings.port()));
    }
    String servers =
        broker
            .map(EmbeddedKafka::bootstrapServers)
            .or(settings::bootstrapServers)
            .orElseThrow(() -> new IllegalStateException("no Kafka is configured"));
    clients.put("bootstrap.servers", servers);
    return new Cluster(broker, clients);
  }

  String bootstrapServers() {
    return clients.getOrDefault("bootstrap.servers", "");
  }

  /** The settings as objects, as most clients want them. */
  Map<String, Object> objects() {
    return new HashMap<>(clients);
  }

  @Override
  public void close() {
    broker.ifPresent(EmbeddedKafka::close);
  }
}
