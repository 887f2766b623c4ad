package dev.leeway.app.e2e;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.LoadedConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings of a process as a user writes them. All ports are free ones. */
public record LeewayFiles(Path folder) {

  private static final String PROCESS =
      """
      dataDir: data
      http: {port: 0}
      registry: {port: 0}
      streams: {commitInterval: 200ms}
      ingest: {ackTimeout: 3s}
      """;

  /** With a broker of its own and a monitor that watches segments; alerts go to the webhook. */
  public LeewayFiles embedded(URI webhook) throws IOException {
    return write(
        PROCESS + "kafka: {port: 0}\n" + alerting(webhook),
        Traffic.MONITOR_YAML + "segments: [" + Traffic.SEGMENT + "]\n");
  }

  /** On an existing Kafka, with topics of a prefix, constraints and no segments. */
  public LeewayFiles on(String bootstrapServers, String prefix, URI webhook) throws IOException {
    return write(
        PROCESS
            + "kafka: {bootstrapServers: \""
            + bootstrapServers
            + "\"}\n"
            + "topics: {prefix: "
            + prefix
            + ", partitions: 2}\n"
            + alerting(webhook),
        Traffic.MONITOR_YAML
            + "quality: {columns: {distance: {missing: 0.5, range: {from: 0}}}}\n");
  }

  public Path config() {
    return folder.resolve("leeway.yaml");
  }

  /** Read as {@code leeway up} reads it. */
  public LoadedConfig load() {
    return new ConfigLoader(Map.of(), folder).load(Optional.of(config()));
  }

  private String alerting(URI webhook) throws IOException {
    Files.createDirectories(folder);
    Path secret = folder.resolve("secret").toAbsolutePath();
    Files.writeString(secret, WebhookInbox.SECRET);
    return """
        alerting:
          targets:
            - {name: on-call, allowPrivate: true, webhook: {url: "%s", secrets: ["${file:%s}"]}}
        """
        .formatted(webhook, secret);
  }

  private LeewayFiles write(String process, String monitor) throws IOException {
    Files.createDirectories(folder.resolve("monitors"));
    Files.writeString(config(), process);
    Files.writeString(folder.resolve("monitors/parcel-delay.yaml"), monitor);
    return this;
  }
}
