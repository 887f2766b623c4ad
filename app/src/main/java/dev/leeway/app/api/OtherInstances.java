package dev.leeway.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks other instances of this installation what they know of their own partitions. */
final class OtherInstances {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger log = LoggerFactory.getLogger(OtherInstances.class);

  /** Longer than an instance waits for its own partitions, but for very long commit intervals. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  record Question(String model, Optional<String> version, String segment) {

    private URI at(URI instance) {
      String path =
          "/v1/models/%s/live?scope=instance&segment=%s%s"
              .formatted(
                  encoded(model),
                  encoded(segment),
                  version.map(one -> "&version=" + encoded(one)).orElse(""));
      return instance.resolve(path);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
  }

  /** Answers that are under way. */
  record Asked(List<CompletableFuture<Optional<JsonNode>>> underWay) {

    /** Waits for them; who does not answer, or says no, is left out. */
    List<JsonNode> answers() {
      List<JsonNode> answers = new ArrayList<>();
      for (CompletableFuture<Optional<JsonNode>> one : underWay) one.join().ifPresent(answers::add);
      return answers;
    }
  }

  /** Asks all of them and does not wait. */
  Asked ask(List<URI> instances, Question question) {
    return new Asked(instances.stream().map(instance -> ask(question.at(instance))).toList());
  }

  private CompletableFuture<Optional<JsonNode>> ask(URI question) {
    HttpRequest request = HttpRequest.newBuilder(question).timeout(PATIENCE).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                log.warn("{} does not answer: {}", question.getAuthority(), failure.toString());
                return Optional.empty();
              }
              return response.statusCode() == 200 ? parsed(response.body()) : Optional.empty();
            });
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      log.warn("Another instance answers with what is no JSON", e);
      return Optional.empty();
    }
  }
}
