package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How well the flight model did, as the API tells it: what was expected of each window, and what
 * came true.
 *
 * @param points windows in their order
 */
record DemoPerformance(List<JsonNode> points) {

  /** The measure that is told of. */
  static final String MEASURE = "roc_auc";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 200;

  DemoPerformance {
    points = List.copyOf(points);
  }

  /** When a window was: before the incident, in it, or since the next version is in use. */
  enum Phase {
    BEFORE,
    INCIDENT,
    AFTER;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(LocalDate day) {
      if (day.isBefore(DemoScenario.INCIDENT)) return BEFORE;
      return day.isBefore(DemoScenario.RETRAINED) ? INCIDENT : AFTER;
    }
  }

  /** Asks until so many windows are estimated, and all of their outcomes known. */
  static DemoPerformance await(URI leeway, int windows, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    DemoPerformance read = read(leeway);
    while (!read.isComplete(windows) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      read = read(leeway);
    }
    return read;
  }

  private boolean isComplete(int windows) {
    return points.size() >= windows
        && points.stream()
            .allMatch(
                point ->
                    point.has("estimated")
                        && point.has("realised")
                        && point.path("labelled").equals(point.path("predicted")));
  }

  /** Mean over the windows of a phase. */
  OptionalDouble mean(String basis, Phase phase) {
    return points.stream()
        .filter(point -> Phase.of(DemoResults.day(point)) == phase)
        .map(point -> point.path(basis).path("value"))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .average();
  }

  /** Windows that are worse than allowed. */
  int failed(String basis, Predicate<Phase> phase) {
    return (int)
        points.stream()
            .filter(point -> phase.test(Phase.of(DemoResults.day(point))))
            .filter(point -> point.path(basis).path("state").asText().equals("FAILED"))
            .count();
  }

  /** What did not happen as it should. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    long incident =
        points.stream().filter(point -> Phase.of(DemoResults.day(point)) == Phase.INCIDENT).count();
    for (String basis : List.of("estimated", "realised")) {
      int inside = failed(basis, phase -> phase == Phase.INCIDENT);
      int outside = failed(basis, phase -> phase != Phase.INCIDENT);
      if (incident == 0 || inside < incident) {
        faults.add(inside + " of " + incident + " windows of the incident " + basis + " as worse");
      }
      if (outside > 0) faults.add(outside + " windows outside the incident " + basis + " as worse");
    }
    return faults;
  }

  void write(ObjectNode json) {
    json.put("measure", MEASURE);
    for (String basis : List.of("estimated", "realised")) {
      ObjectNode means = json.putObject(basis);
      for (Phase phase : Phase.values()) {
        OptionalDouble mean = mean(basis, phase);
        if (mean.isPresent()) means.put(phase.key(), Math.round(mean.getAsDouble() * 1e4) / 1e4);
        else means.putNull(phase.key());
      }
    }
  }

  /** For a person: "roc_auc estimated 0.90, in the incident 0.65, with version 2 0.91". */
  String text(String basis) {
    return String.format(
        Locale.ROOT,
        "%s %s %s, in the incident %s, with version 2 %s",
        MEASURE,
        basis,
        number(basis, Phase.BEFORE),
        number(basis, Phase.INCIDENT),
        number(basis, Phase.AFTER));
  }

  private String number(String basis, Phase phase) {
    OptionalDouble mean = mean(basis, phase);
    return mean.isPresent() ? String.format(Locale.ROOT, "%.2f", mean.getAsDouble()) : "unknown";
  }

  private static DemoPerformance read(URI leeway) throws IOException, InterruptedException {
    URI url =
        leeway.resolve("/v1/models/" + DemoFiles.MODEL + "/performance/" + MEASURE + "?limit=1000");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    // Before the first window is told of there is no such measure.
    if (answer.statusCode() != 200 && answer.statusCode() != 404) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
    }
    List<JsonNode> points = new ArrayList<>();
    JSON.readTree(answer.body()).path("points").forEach(points::add);
    return new DemoPerformance(points);
  }
}
