package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertKey;
import dev.leeway.verdict.Verdict;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person can look further.
 *
 * @param api base of Leeway's HTTP API as others reach it, for example {@code
 *     https://leeway.example.com}; empty for no link
 * @param dashboard address of a Grafana dashboard; empty for Leeway's own status page
 */
public record Links(String api, String dashboard) {

  /** No links. */
  public static final Links NONE = new Links("", "");

  /**
   * @throws IllegalArgumentException if one is neither empty nor an absolute http or https address
   */
  public Links {
    api = checked(api);
    dashboard = checked(dashboard);
  }

  /**
   * The verdict that changed an alert, those of its incident, and the dashboard at that time, by
   * name.
   */
  Map<String, String> of(Alert alert, Instant to) {
    AlertKey key = alert.key();
    Instant from = alert.since();
    String verdict = alert.findings().verdictKey();
    Map<String, String> links = new LinkedHashMap<>();
    if (!api.isEmpty()) {
      if (!verdict.isEmpty()) links.put("verdict", model(key) + "/verdicts/" + Verdict.id(verdict));
      links.put("verdicts", verdicts(key, from, to));
    }
    if (!dashboard.isEmpty()) links.put("dashboard", board(key, from, to));
    else if (!api.isEmpty()) links.put("dashboard", page(key, verdict));
    return links;
  }

  /** Where a pipeline tells how a retraining goes. */
  Optional<String> report(String triggerId) {
    return api.isEmpty() ? Optional.empty() : Optional.of(api + "/v1/retrainings/" + triggerId);
  }

  private String verdicts(AlertKey key, Instant from, Instant to) {
    return model(key)
        + "/verdicts?version="
        + escaped(key.model().version())
        + "&segment="
        + escaped(key.segment())
        + "&from="
        + escaped(from.toString())
        + "&to="
        + escaped(to.toString());
  }

  private String model(AlertKey key) {
    return api + "/v1/models/" + escaped(key.model().name());
  }

  /** The status page keeps what it shows in its address. */
  private String page(AlertKey key, String verdict) {
    return api
        + "/#model="
        + escaped(key.model().name())
        + "&version="
        + escaped(key.model().version())
        + "&segment="
        + escaped(key.segment())
        + "&length="
        + key.window()
        + (verdict.isEmpty() ? "" : "&window=" + Verdict.id(verdict));
  }

  private String board(AlertKey key, Instant from, Instant to) {
    return dashboard
        + (dashboard.contains("?") ? "&" : "?")
        + "var-model="
        + escaped(key.model().name())
        + "&var-version="
        + escaped(key.model().version())
        + "&from="
        + from.toEpochMilli()
        + "&to="
        + to.toEpochMilli();
  }

  private static String checked(String text) {
    if (text.isEmpty()) return text;
    URI uri = URI.create(text);
    if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http address: " + text);
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Percent-encoding for a path segment or a query value: a space is %20 in both. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
