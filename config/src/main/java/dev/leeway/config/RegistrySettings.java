package dev.leeway.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The schema registry in use: one in this process, or an existing one that speaks Confluent's API.
 *
 * @param embedded a registry in this process, its schemas in a topic
 * @param port where the embedded registry listens; 0 for any free one
 * @param url the existing registry; empty with an embedded one
 * @param properties for its client, for example to log in
 */
public record RegistrySettings(
    boolean embedded, int port, Optional<URI> url, ClientProperties properties) {

  public static final RegistrySettings DEFAULT =
      new RegistrySettings(true, 8081, Optional.empty(), ClientProperties.NONE);

  /**
   * @throws IllegalArgumentException if both or neither of an embedded and an existing one are
   *     given
   */
  public RegistrySettings {
    requireNonNull(url, "url");
    requireNonNull(properties, "properties");
    if (embedded && url.isPresent()) {
      throw new IllegalArgumentException("embedded is true, so url cannot be given");
    }
    if (!embedded && url.isEmpty()) {
      throw new IllegalArgumentException("embedded is false, so url must be given");
    }
  }

  public static RegistrySettings read(Fields fields) {
    Value address = fields.value("url");
    Optional<URI> url = address.url();
    boolean embedded = fields.value("embedded").flag().orElse(!address.isGiven());
    int port = fields.value("port").integer(0, 65_535).orElse(DEFAULT.port);
    ClientProperties properties =
        ClientProperties.read(fields.value("properties"), Set.of("schema.registry.url"));
    return fields
        .build(() -> new RegistrySettings(embedded, port, url, properties))
        .orElse(DEFAULT);
  }
}
