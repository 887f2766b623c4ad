package dev.leeway.pipelines;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of the manifest a pipeline gets, under its own names.
 *
 * @param fields by the pipeline's names: one of {@code trigger_id}, {@code model}, {@code
 *     model_version}, {@code reason}, {@code policy}, {@code reference_id}, {@code window_from},
 *     {@code window_to}, {@code report_url}, and {@code manifest}, which is all of it as JSON
 */
public record Parameters(Map<String, String> fields) {

  /** What a pipeline gets unless told otherwise, each under its own name. */
  public static final Parameters USUAL =
      named("trigger_id", "model", "model_version", "reason", "report_url");

  /**
   * @throws IllegalArgumentException if a field is none of those above
   */
  public Parameters {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    for (String field : fields.values()) {
      if (!Manifest.FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "parameters: \"" + field + "\" is none of " + String.join(", ", Manifest.FIELDS));
      }
    }
  }

  private static Parameters named(String... fields) {
    Map<String, String> same = new LinkedHashMap<>();
    for (String field : List.of(fields)) same.put(field, field);
    return new Parameters(same);
  }

  /** The texts by the pipeline's names, each cut to the length that the pipeline takes. */
  Map<String, String> of(Manifest manifest, int longest) {
    Map<String, String> values = new LinkedHashMap<>();
    fields.forEach(
        (name, field) -> {
          String value = manifest.field(field);
          values.put(name, value.length() > longest ? value.substring(0, longest) : value);
        });
    return values;
  }

  /** The same as JSON. */
  ObjectNode json(Manifest manifest, int longest) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    of(manifest, longest).forEach(json::put);
    return json;
  }
}
