package dev.leeway.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.pipelines.Retrainings.Taken;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.store.Batch;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.sql.SqlResultsStore;
import dev.leeway.verdict.Verdict;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The API on a free port, with a store of its own. */
final class ApiServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final ResultsStore store;
  final SortedMap<String, List<String>> catalog = new TreeMap<>();
  Optional<List<AlertRecord>> alerts = Optional.of(new ArrayList<>());
  final LiveFake here = new LiveFake();
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();

  ApiServer(Path directory) {
    this(directory, true);
  }

  /**
   * @param asked whether the drift job can be asked
   */
  ApiServer(Path directory, boolean asked) {
    Optional<LiveView> live = asked ? Optional.of(here) : Optional.empty();
    store = SqlResultsStore.open(directory.resolve("results.db"));
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  new ResultsRoutes(store, () -> catalog, () -> alerts, live)
                      .register(config.routes);
                  new SilenceRoutes(new FakeDesk()).register(config.routes);
                  new RetrainingRoutes((id, report) -> Taken.UNKNOWN, Asked::all)
                      .register(config.routes);
                  new StatusPage().register(config.routes);
                })
            .start();
  }

  void keep(Verdict... verdicts) {
    store.apply(new Batch(List.of(verdicts), List.of(), List.of()));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The answer to a path that must be found. */
  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** The problem a path leads to, which must be of the given status. */
  JsonNode problem(int status, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    String type = response.headers().firstValue("Content-Type").orElse("");
    JsonNode problem = JSON.readTree(response.body());
    if (response.statusCode() != status
        || !type.equals("application/problem+json")
        || problem.path("status").intValue() != status) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return problem;
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create(url() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) request.headers(headers);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    server.stop();
    store.close();
  }
}
