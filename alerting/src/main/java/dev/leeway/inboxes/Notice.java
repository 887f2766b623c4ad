package dev.leeway.inboxes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.outbox.Dispatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message says of an alert, for whoever puts it into words.
 *
 * @param id of the message, the same at every attempt
 * @param firing whether the alert fires; else it is over
 * @param data the data of the CloudEvent; docs/alerting.md tells what is in it
 */
record Notice(String id, boolean firing, ObjectNode data) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRING = "dev.leeway.alert.firing";

  /** The texts that templates can name. */
  private static final List<String> TEXTS =
      List.of(
          "summary",
          "model",
          "version",
          "segment",
          "severity",
          "rule",
          "cause",
          "fingerprint",
          "episode",
          "startsAt",
          "endsAt",
          "resolvedBy",
          "verdictKey",
          "verdictId");

  /**
   * What a message in the outbox holds.
   *
   * @throws IllegalArgumentException if it is no CloudEvent with data
   */
  static Notice of(Dispatch dispatch) {
    try {
      JsonNode data = JSON.readTree(dispatch.message().body()).path("data");
      if (data instanceof ObjectNode object) {
        return new Notice(dispatch.id(), dispatch.message().type().equals(FIRING), object);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no alert: " + dispatch.id(), e);
    }
    throw new IllegalArgumentException("no alert: " + dispatch.id());
  }

  /** A text of the data; empty if there is none. */
  String text(String name) {
    return data.path(name).asText("");
  }

  String state() {
    return firing ? "firing" : "resolved";
  }

  /** In a few words, for a subject. */
  String title() {
    String segment = text("segment").isEmpty() ? "" : ", " + text("segment");
    String again = firing && data.path("told").asInt(1) > 1 ? "still " : "";
    String rule = text("rule");
    String named = rule.isEmpty() || rule.equals(text("cause")) ? "" : " (" + rule + ")";
    return "[%s%s] %s version %s%s: %s%s"
        .formatted(again, state(), text("model"), text("version"), segment, text("cause"), named);
  }

  /** The same for the incident from its first message to its last, and for no other. */
  String incident() {
    return text("fingerprint") + "-" + text("episode");
  }

  /** The page of this name; empty if there is none. */
  Optional<String> link(String name) {
    String link = data.path("links").path(name).asText("");
    return link.isEmpty() ? Optional.empty() : Optional.of(link);
  }

  /** Every page there is, by name. */
  Map<String, String> links() {
    Map<String, String> links = new LinkedHashMap<>();
    data.path("links")
        .properties()
        .forEach(link -> links.put(link.getKey(), link.getValue().asText()));
    return links;
  }

  /** What templates can name; every name is there, if only with an empty text. */
  Map<String, Object> names() {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("title", title());
    names.put("state", state());
    names.put("firing", firing);
    for (String text : TEXTS) names.put(text, text(text));
    names.put("verdicts", link("verdicts").orElse(""));
    names.put("dashboard", link("dashboard").orElse(""));
    List<Map<String, String>> columns = new ArrayList<>();
    for (JsonNode column : data.path("drifted")) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (String name : List.of("column", "measure", "value", "threshold", "why")) {
        texts.put(name, column.path(name).asText(""));
      }
      columns.add(texts);
    }
    names.put("drifted", columns);
    return names;
  }
}
