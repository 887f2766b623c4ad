package dev.leeway.app.cli;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.config.KafkaSettings;
import dev.leeway.config.RegistrySettings;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka and registry a command talks to: those of the settings, or others. */
final class ClusterOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings that name Kafka and registry. Default: LEEWAY_CONFIG, else leeway.yaml if"
              + " it is here.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The Kafka in use, in place of the one in the settings.")
  private @Nullable String servers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry in use, in place of the one in the settings.")
  private @Nullable URI registry;

  /** What is done with a registry. */
  @FunctionalInterface
  interface Work<T> {

    T with(SchemaRegistry registry) throws IOException, InterruptedException;
  }

  LoadedConfig load() {
    return ConfigLoader.ofThisProcess().load(Optional.ofNullable(config));
  }

  /** Connection settings of Kafka clients. */
  Map<String, Object> kafka(KafkaSettings settings) {
    Map<String, Object> kafka = new HashMap<>(settings.properties().revealed());
    String given = servers;
    String bootstrap =
        given != null
            ? given
            : settings.bootstrapServers().orElseGet(() -> "127.0.0.1:" + port(settings.port()));
    kafka.put("bootstrap.servers", bootstrap);
    return kafka;
  }

  /**
   * Does something with the registry.
   *
   * @throws CommandFailure if the registry cannot be reached
   */
  <T> T withRegistry(RegistrySettings settings, Work<T> work)
      throws IOException, InterruptedException {
    URI url = url(settings);
    try (ConfluentSchemaRegistry schemas =
        BadInput.unlessAllowed(
            () -> new ConfluentSchemaRegistry(List.of(url), settings.properties().revealed()))) {
      return work.with(schemas);
    } catch (RegistryException e) {
      throw CommandFailure.outside("the schema registry at " + url + ": " + e.getMessage());
    }
  }

  private URI url(RegistrySettings settings) {
    URI given = registry;
    if (given != null) return given;
    return settings.url().orElseGet(() -> URI.create("http://127.0.0.1:" + port(settings.port())));
  }

  private static int port(int configured) {
    if (configured != 0) return configured;
    throw CommandFailure.badInput(
        "the settings let the port be chosen at start: give --bootstrap-servers and --registry as"
            + " the running process tells them");
  }
}
