package dev.leeway.dashboards;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PromQL expression, as far as its names go. Grafana's variables may stand in it. */
record Expression(String text) {

  private static final Pattern SERIES = Pattern.compile("\\b(leeway_[a-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");
  private static final Pattern COUNTER_RATE =
      Pattern.compile("(?:rate|increase|offset|changes)\\b");

  /** One series selector: its name and the labels it asks for. */
  record Selector(String series, Set<String> labels) {}

  Set<Selector> selectors() {
    Set<Selector> found = new LinkedHashSet<>();
    Matcher series = SERIES.matcher(text);
    while (series.find()) {
      found.add(new Selector(series.group(1), labels(series.group(2))));
    }
    return found;
  }

  /** The labels the expression groups or joins by. */
  Set<String> groupings() {
    Set<String> found = new LinkedHashSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",")) {
        if (!label.isBlank()) found.add(label.strip());
      }
    }
    return found;
  }

  /** Whether counters in it are looked at by their growth, which survives restarts. */
  boolean asksForGrowth() {
    return COUNTER_RATE.matcher(text).find();
  }

  /** The expression as Prometheus would get it from Grafana. */
  Expression resolved() {
    return new Expression(
        text.replace("$__rate_interval", "5m")
            .replace("$__range", "1d")
            .replace("$__interval", "1m")
            .replaceAll("\\$\\{?\\w+}?", ".*"));
  }

  private static Set<String> labels(@Nullable String matchers) {
    Set<String> labels = new LinkedHashSet<>();
    if (matchers == null) return labels;
    Matcher matcher = MATCHER.matcher(matchers);
    while (matcher.find()) {
      labels.add(matcher.group(1));
    }
    return labels;
  }
}
