package dev.leeway.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The constraints of a quality verdict as JSON. */
public final class ConstraintJson {

  private ConstraintJson() {}

  /** Writes them as the field {@code constraints} of the object that is open. */
  static void write(JsonGenerator json, List<ConstraintResult> results) throws IOException {
    json.writeArrayFieldStart("constraints");
    for (ConstraintResult result : results) {
      json.writeStartObject();
      writeFields(json, result);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes one constraint's result into the object that is open. */
  public static void writeFields(JsonGenerator json, ConstraintResult result) throws IOException {
    json.writeStringField("constraint", result.constraint());
    json.writeStringField("column", result.column());
    json.writeStringField("state", result.state().name());
    VerdictJson.writeFinite(json, "observed", result.observed());
    VerdictJson.writeFinite(json, "error", result.error());
    VerdictJson.writeFinite(json, "atLeast", result.atLeast());
    VerdictJson.writeFinite(json, "atMost", result.atMost());
    json.writeNumberField("rows", result.rows());
    json.writeStringField("why", result.why());
  }

  /** Reads what {@link #write} wrote; nothing of a verdict that has none. */
  static List<ConstraintResult> read(JsonNode json) {
    List<ConstraintResult> results = new ArrayList<>();
    for (JsonNode result : json) {
      results.add(
          new ConstraintResult(
              result.path("constraint").asText(),
              result.path("column").asText(),
              State.valueOf(result.path("state").asText()),
              VerdictJson.optional(result, "observed"),
              VerdictJson.optional(result, "error"),
              VerdictJson.optional(result, "atLeast"),
              VerdictJson.optional(result, "atMost"),
              result.path("rows").longValue(),
              result.path("why").asText()));
    }
    return results;
  }
}
