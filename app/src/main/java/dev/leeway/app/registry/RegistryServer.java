package dev.leeway.app.registry;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;

/** A {@link KafkaSchemaRegistry} for other processes: Confluent's REST interface by HTTP. */
public final class RegistryServer implements AutoCloseable {

  private final Javalin server;
  private final String host;

  private RegistryServer(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts to answer.
   *
   * @param registry not closed with the server
   * @param host address to listen on; there is no authentication, so 127.0.0.1 unless the network
   *     is closed
   * @param port 0 for any free one
   * @throws IOException if the port is taken
   */
  public static RegistryServer start(KafkaSchemaRegistry registry, String host, int port)
      throws IOException {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.prefer405over404 = true;
              new RegistryRoutes(registry).register(config.routes);
            });
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    return new RegistryServer(server, host);
  }

  public int port() {
    return server.port();
  }

  /** Where clients find it. */
  public URI uri() {
    return URI.create("http://" + host + ":" + port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
