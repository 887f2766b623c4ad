package dev.leeway.app.process;

import dev.leeway.app.api.FallbackRoutes;
import dev.leeway.app.api.ResultsRoutes;
import dev.leeway.app.api.RetrainingRoutes;
import dev.leeway.app.api.SilenceRoutes;
import dev.leeway.app.api.StatusPage;
import dev.leeway.app.config.HttpSettings;
import dev.leeway.ingestion.IngestRoutes;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;

/** The one web server: gateway, results, metrics, health and the status page. */
final class Web implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Javalin server;
  private final String host;

  /** What is served. */
  record Routes(
      IngestRoutes ingest,
      ResultsRoutes results,
      RetrainingRoutes retrainings,
      SilenceRoutes silences,
      HealthBoard health,
      PrometheusMeterRegistry meters) {}

  private Web(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  static Web start(HttpSettings settings, Routes routes) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.prefer405over404 = true;
              config.jetty.host = settings.host();
              config.jetty.port = settings.port();
              routes.ingest().register(config.routes);
              routes.results().register(config.routes);
              routes.retrainings().register(config.routes);
              routes.silences().register(config.routes);
              new StatusPage().register(config.routes);
              FallbackRoutes.register(config.routes);
              HealthRoute health = new HealthRoute(routes.health());
              config.routes.get("/health", health::get);
              config.routes.get(
                  "/metrics",
                  ctx -> ctx.contentType(PROMETHEUS_TEXT).result(routes.meters().scrape()));
            });
    server.start();
    return new Web(server, settings.host());
  }

  /** Where it answers on this machine. */
  URI url() {
    String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host;
    return URI.create("http://" + reachable + ":" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
