package dev.leeway.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Leeway as its users see it: by HTTP. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI url;

  public Api(URI url) {
    this.url = url;
  }

  /** Sends lines of events; whatever is answered. */
  public HttpResponse<String> post(String path, String lines)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /**
   * The answer's JSON.
   *
   * @throws IOException if it is not a 200
   */
  public JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The newest revision on drift of every window and segment of {@link Traffic}'s model. */
  public List<JsonNode> verdicts() throws IOException, InterruptedException {
    return verdicts("drift");
  }

  /** The newest revisions of one kind. */
  public List<JsonNode> verdicts(String kind) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    json("/v1/models/" + Traffic.MODEL.name() + "/verdicts?limit=10000&kind=" + kind)
        .path("verdicts")
        .forEach(all::add);
    return all;
  }

  /** Rows of the newest revisions, by {@link Recount#key}. */
  public SortedMap<String, Long> rows() throws IOException, InterruptedException {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (JsonNode verdict : verdicts()) {
      rows.put(
          Recount.key(start(verdict), verdict.path("segment").asText()),
          verdict.path("rows").asLong());
    }
    return rows;
  }

  public static Instant start(JsonNode verdict) {
    return Instant.parse(verdict.path("window").path("start").asText());
  }
}
