package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.app.demo.WebhookReceiver.Received;
import java.util.Locale;

/** Tells the person watching of each webhook as it comes. */
record Announcer(DemoScreen screen, Events events) {

  void received(Received event) {
    switch (event.type()) {
      case Events.FIRING -> fired(event);
      case Events.RESOLVED -> resolved(event);
      case Events.RETRAINING ->
          screen.say(
              "@|magenta WEBHOOK|@ retraining requested, trigger "
                  + event.data().path("triggerId").asText());
      default -> screen.say("WEBHOOK " + event.type());
    }
    events.add(event);
  }

  private void fired(Received event) {
    JsonNode data = event.data();
    String since = data.path("since").asText(data.path("startsAt").asText());
    screen.say(
        "@|red,bold "
            + about(data).toUpperCase(Locale.ROOT)
            + "|@ since "
            + minute(since)
            + ", signature verified:");
    for (JsonNode measure : data.path("worse")) {
      screen.say("      " + measure.path("why").asText());
    }
    for (JsonNode column : data.path("drifted")) {
      screen.say(
          String.format(
              Locale.ROOT,
              "      @|bold %-12s|@ %s%s  (%s %.3g, threshold %.3g)",
              column.path("column").asText(),
              part(column),
              column.path("why").asText(),
              column.path("measure").asText(),
              column.path("value").asDouble(),
              column.path("threshold").asDouble()));
    }
  }

  private static String about(JsonNode data) {
    return data.path("cause").asText().replace('_', ' ');
  }

  /** Its part in the drift where there is another one. */
  private static String part(JsonNode column) {
    long percent = Math.round(100 * column.path("part").asDouble());
    return percent == 100 ? "" : percent + " % of the drift: ";
  }

  /** An instant without what a person need not read. */
  private static String minute(String instant) {
    return instant.replaceFirst("T(\\d\\d:\\d\\d):00Z$", " $1 UTC");
  }

  private void resolved(Received event) {
    screen.say(
        "@|green,bold RESOLVED|@ "
            + about(event.data())
            + " at "
            + minute(event.data().path("endsAt").asText())
            + " by "
            + event.data().path("resolvedBy").asText());
  }
}
