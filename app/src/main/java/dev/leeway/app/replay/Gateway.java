package dev.leeway.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts batches to a gateway until they are taken or refused. A batch that was not answered is sent
 * again with the same ids.
 */
final class Gateway {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int ACCEPTED = 202;
  private static final int PARTLY = 207;
  private static final int TOO_LARGE = 413;
  private static final int BUSY = 429;

  private final URI url;
  private final Duration patience;
  private final ReplayClock clock;
  private final HttpClient http;

  /**
   * @param url of the gateway
   * @param patience for how long a batch is sent again before the replay gives up
   */
  Gateway(URI url, Duration patience, ReplayClock clock) {
    this.url = url;
    this.patience = patience;
    this.clock = clock;
    http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  }

  /**
   * What became of a batch.
   *
   * @param errors the first of them, as the gateway worded them
   */
  record Receipt(int accepted, int refused, List<Refusal> errors) {}

  /**
   * An event that was refused.
   *
   * @param line in the batch, from 1; 0 if the gateway did not tell
   */
  record Refusal(int line, String detail) {}

  /**
   * Posts events.
   *
   * @param path such as {@code /v1/predictions}
   * @throws ReplayException if the gateway did not take them within the patience
   */
  Receipt post(String path, List<byte[]> events) throws InterruptedException {
    long end = clock.nanoTime() + patience.toNanos();
    for (Duration pause = Duration.ofMillis(100); ; pause = longer(pause)) {
      String trouble;
      try {
        HttpResponse<String> answer = http.send(request(path, events), utf8());
        int status = answer.statusCode();
        if (status == TOO_LARGE && events.size() > 1) return halves(path, events);
        if (status != BUSY && status < 500) return receipt(answer, events.size());
        trouble = "answered " + status;
        pause =
            answer.headers().firstValueAsLong("Retry-After").stream()
                .mapToObj(Duration::ofSeconds)
                .findFirst()
                .orElse(pause);
      } catch (IOException e) {
        trouble = "cannot be reached (" + e + ")";
      }
      if (clock.nanoTime() + pause.toNanos() > end) {
        throw ReplayException.outside(
            url + path + " " + trouble + " for " + patience.toSeconds() + " s");
      }
      clock.pause(pause.toNanos());
    }
  }

  private Receipt halves(String path, List<byte[]> events) throws InterruptedException {
    int middle = events.size() / 2;
    Receipt first = post(path, events.subList(0, middle));
    Receipt second = post(path, events.subList(middle, events.size()));
    List<Refusal> errors = new ArrayList<>(first.errors());
    second
        .errors()
        .forEach(
            error ->
                errors.add(
                    new Refusal(error.line() == 0 ? 0 : error.line() + middle, error.detail())));
    return new Receipt(
        first.accepted() + second.accepted(), first.refused() + second.refused(), errors);
  }

  private HttpRequest request(String path, List<byte[]> events) {
    return HttpRequest.newBuilder(url.resolve(path + "?partial=true"))
        .timeout(ANSWER)
        .header("Content-Type", "application/x-ndjson")
        .POST(HttpRequest.BodyPublishers.ofByteArrays(lines(events)))
        .build();
  }

  private static List<byte[]> lines(List<byte[]> events) {
    byte[] end = {'\n'};
    List<byte[]> lines = new ArrayList<>(2 * events.size());
    for (byte[] event : events) {
      lines.add(event);
      lines.add(end);
    }
    return lines;
  }

  private Receipt receipt(HttpResponse<String> answer, int events) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() == ACCEPTED) return new Receipt(events, 0, List.of());
      if (answer.statusCode() == PARTLY) {
        return new Receipt(
            body.path("accepted").asInt(), body.path("rejected").asInt(), errors(body));
      }
      if (!body.path("code").isMissingNode()) return new Receipt(0, events, errors(body));
    } catch (JsonProcessingException e) {
      // Told below: whatever this is, it is no gateway.
    }
    throw ReplayException.badInput(
        url + " answered " + answer.statusCode() + " and is no gateway of Leeway");
  }

  private static List<Refusal> errors(JsonNode body) {
    List<Refusal> errors = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      String path = error.path("path").asText();
      String[] words = path.split(" ", 3);
      boolean lined = words.length > 1 && words[0].equals("line") && words[1].matches("[0-9]{1,9}");
      String place = lined ? (words.length > 2 ? words[2] + ": " : "") : path + ": ";
      errors.add(
          new Refusal(
              lined ? Integer.parseInt(words[1]) : 0, place + error.path("detail").asText()));
    }
    if (errors.isEmpty()) errors.add(new Refusal(0, body.path("detail").asText()));
    return errors;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static HttpResponse.BodyHandler<String> utf8() {
    return HttpResponse.BodyHandlers.ofString(UTF_8);
  }
}
