package dev.leeway.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.eventlog.FakeEventLog;
import dev.leeway.monitor.Monitor;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** The routes on a real server, before an event log in memory. It is always noon. */
final class Gateway implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String PREDICTIONS = "/v1/predictions";
  static final String LABELS = "/v1/labels";

  final FakeEventLog log = new FakeEventLog();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService answers = Executors.newSingleThreadExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Javalin server;

  Gateway() {
    this(new TestLimits().build());
  }

  Gateway(IngestLimits limits) {
    IngestRoutes routes =
        new IngestRoutes(
            new IngestRoutes.Source(new Models(), limits, InstantSource.fixed(NOON)),
            log,
            new IngestMeters(meters),
            answers);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  routes.register(config.routes);
                })
            .start();
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return send(request(path, contentType, body.getBytes(UTF_8)));
  }

  HttpResponse<String> send(HttpRequest request) {
    return sendAsync(request).join();
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  HttpRequest request(String path, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) builder.headers(headers);
    return builder.build();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    log.release();
    server.stop();
    answers.shutdown();
  }

  /** Knows {@code flight-delay} and {@code churn}. */
  private static final class Models implements ModelCatalog {

    @Override
    public Optional<Monitor> monitor(String model) {
      return models().contains(model) ? Optional.of(Monitor.withDefaults(model)) : Optional.empty();
    }

    @Override
    public List<String> models() {
      return List.of("churn", "flight-delay");
    }
  }
}
