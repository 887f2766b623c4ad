package dev.leeway.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.outbox.Dispatch;
import java.util.List;

/**
 * The manifest of a retraining as pipelines take it: a few texts by name, and the whole as JSON.
 *
 * @param triggerId the request's id, the same at every attempt
 * @param data the data of the CloudEvent; docs/retraining.md tells what is in it
 */
record Manifest(String triggerId, ObjectNode data) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The texts that every manifest has, by the names pipelines get them under. */
  static final List<String> FIELDS =
      List.of(
          "trigger_id",
          "model",
          "model_version",
          "reason",
          "policy",
          "reference_id",
          "window_from",
          "window_to",
          "report_url",
          "manifest");

  /**
   * What a request in the outbox holds.
   *
   * @throws IllegalArgumentException if it is no CloudEvent with data
   */
  static Manifest of(Dispatch dispatch) {
    try {
      JsonNode data = JSON.readTree(dispatch.message().body()).path("data");
      if (data instanceof ObjectNode object) return new Manifest(dispatch.id(), object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no manifest: " + dispatch.id(), e);
    }
    throw new IllegalArgumentException("no manifest: " + dispatch.id());
  }

  /** The text of a name in {@link #FIELDS}; empty where this manifest has none. */
  String field(String name) {
    return switch (name) {
      case "trigger_id" -> triggerId;
      case "model" -> text("/model");
      case "model_version" -> text("/version");
      case "reason" -> text("/summary");
      case "policy" -> text("/policy");
      case "reference_id" -> text("/referenceId");
      case "window_from" -> text("/windows/from");
      case "window_to" -> text("/windows/to");
      case "report_url" -> text("/links/verdicts");
      case "manifest" -> data.toString();
      default -> throw new IllegalArgumentException("no field " + name);
    };
  }

  /** The fields but for the manifest as a whole, as JSON. */
  ObjectNode fields() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String name : FIELDS) {
      if (!name.equals("manifest")) fields.put(name, field(name));
    }
    return fields;
  }

  private String text(String pointer) {
    return data.at(pointer).asText("");
  }
}
