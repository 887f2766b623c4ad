package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The verdicts on drift of the flight model as the API tells them: the newest revision of each
 * window.
 */
record DemoResults(List<JsonNode> windows) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 200;

  DemoResults {
    windows = List.copyOf(windows);
  }

  /** Asks until the verdicts hold as many rows as were sent, or patience ends. */
  static DemoResults await(URI leeway, long rows, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    DemoResults results = read(leeway);
    while (results.rows() < rows && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      results = read(leeway);
    }
    return results;
  }

  long rows() {
    return windows.stream().mapToLong(window -> window.path("rows").asLong()).sum();
  }

  /** Start of the first window that drifted. */
  Optional<JsonNode> firstDrifted() {
    return windows.stream()
        .filter(DemoResults::isDrifted)
        .map(window -> window.path("window").path("start"))
        .findFirst();
  }

  /** The columns that drifted in windows of [from, to), those first that drifted in most. */
  List<String> drifted(LocalDate from, LocalDate to) {
    Map<String, Integer> windowsByColumn = new HashMap<>();
    for (JsonNode window : windows) {
      if (day(window).isBefore(from) || !day(window).isBefore(to)) continue;
      for (JsonNode column : window.path("columns")) {
        if (isDrifted(column))
          windowsByColumn.merge(column.path("column").asText(), 1, Integer::sum);
      }
    }
    return windowsByColumn.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Drifted windows that do not lie in [from, to). */
  int driftedOutside(LocalDate from, LocalDate to) {
    return (int)
        windows.stream()
            .filter(DemoResults::isDrifted)
            .map(DemoResults::day)
            .filter(day -> day.isBefore(from) || !day.isBefore(to))
            .count();
  }

  /** A line per month with a mark per window; holds picocli's colour markup. */
  String calendar() {
    StringBuilder calendar = new StringBuilder();
    YearMonth month = null;
    for (JsonNode window : windows) {
      YearMonth own = YearMonth.from(day(window));
      if (!own.equals(month)) {
        if (month != null) calendar.append('\n');
        calendar.append("  ").append(own).append("  ");
        month = own;
      }
      calendar.append(
          switch (window.path("state").asText()) {
            case "OK" -> "@|green \u25aa|@";
            case "DRIFTED" -> "@|red,bold \u25a0|@";
            default -> "?";
          });
    }
    return calendar.toString();
  }

  static boolean isDrifted(JsonNode window) {
    return window.path("state").asText().equals("DRIFTED");
  }

  static LocalDate day(JsonNode window) {
    return OffsetDateTime.parse(window.path("window").path("start").asText()).toLocalDate();
  }

  private static DemoResults read(URI leeway) throws IOException, InterruptedException {
    URI url = leeway.resolve("/v1/models/" + DemoFiles.MODEL + "/verdicts?kind=drift&limit=1000");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
    }
    List<JsonNode> windows = new ArrayList<>();
    JSON.readTree(answer.body()).path("verdicts").forEach(windows::add);
    return new DemoResults(windows);
  }
}
