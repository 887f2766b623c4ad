package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.yaml.Fields;
import java.net.URI;
import java.util.Optional;

/**
 * The one web server: gateway, API, metrics, health.
 *
 * @param host address to listen on; {@code 127.0.0.1} unless others shall reach it
 * @param port 0 for any free one
 * @param publicUrl how others reach it, for links
 */
public record HttpSettings(String host, int port, Optional<URI> publicUrl) {

  static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8080, Optional.empty());

  public HttpSettings {
    requireNonNull(host, "host");
    requireNonNull(publicUrl, "publicUrl");
  }

  static HttpSettings read(Fields fields) {
    String host = fields.value("host").text().orElse(DEFAULT.host);
    int port = fields.value("port").integer(0, 65_535).orElse(DEFAULT.port);
    Optional<URI> publicUrl = fields.value("publicUrl").url();
    return fields.build(() -> new HttpSettings(host, port, publicUrl)).orElse(DEFAULT);
  }
}
