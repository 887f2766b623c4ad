package dev.leeway.app.process;

import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The schema registry in use: ours, kept in a topic and served to others, or an existing one.
 *
 * @param client how this process asks it
 * @param uri where others find it
 */
record Registry(SchemaRegistry client, URI uri, Shutdown parts) implements AutoCloseable {

  static Registry start(ProcessConfig config, Cluster cluster) throws IOException {
    Shutdown parts = new Shutdown();
    if (!config.registry().embedded()) {
      URI uri =
          config
              .registry()
              .url()
              .orElseThrow(() -> new IllegalStateException("no registry is configured"));
      SchemaRegistry client =
          parts.stopping(
              new ConfluentSchemaRegistry(List.of(uri), config.registry().properties().revealed()));
      return new Registry(client, uri, parts);
    }
    KafkaSchemaRegistry own =
        parts.stopping(KafkaSchemaRegistry.open(cluster.objects(), config.topics().schemas()));
    try {
      RegistryServer server =
          parts.stopping(RegistryServer.start(own, config.http().host(), config.registry().port()));
      return new Registry(own, server.uri(), parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
