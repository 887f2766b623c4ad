package dev.leeway.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.Part;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The JSON form of verdicts, the same in the API and on disk. Instants are ISO 8601 in UTC; numbers
 * are finite; an optional number that is absent, or not finite, is left out. docs/api.md shows it.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /** Writes the verdict as one object. */
  public static void write(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", Verdict.id(verdict.key()));
    json.writeStringField("model", verdict.model().name());
    json.writeStringField("version", verdict.model().version());
    json.writeStringField("segment", verdict.segment());
    writeWindow(json, "window", verdict.window());
    json.writeStringField("kind", verdict.kind().name());
    json.writeNumberField("revision", verdict.revision());
    json.writeStringField("state", verdict.state().name());
    json.writeStringField("reason", verdict.reason().name());
    json.writeNumberField("rows", verdict.rows());
    json.writeStringField("referenceId", verdict.referenceId());
    Map<String, Part> parts = Part.byColumn(verdict.columns());
    json.writeArrayFieldStart("columns");
    for (ColumnVerdict column : verdict.columns()) {
      json.writeStartObject();
      json.writeStringField("column", column.column());
      json.writeStringField("kind", column.kind().name());
      Part part = parts.get(column.column());
      if (part != null) json.writeNumberField("part", part.share());
      writeFindings(json, column, EnumSet.allOf(Measure.class));
      json.writeEndObject();
    }
    json.writeEndArray();
    if (verdict.kind() == Verdict.Kind.QUALITY) ConstraintJson.write(json, verdict.constraints());
    if (verdict.performance().isPresent()) {
      WindowPerformanceJson.write(json, verdict.performance().get());
    }
    json.writeEndObject();
  }

  /** Writes a window as a field of the object that is open. */
  public static void writeWindow(JsonGenerator json, String field, Window window)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("start", window.start().toString());
    json.writeStringField("end", window.end().toString());
    json.writeEndObject();
  }

  /**
   * Writes state, beginning, why, rows, missing and the wanted measures of a column into the object
   * that is open.
   */
  public static void writeFindings(JsonGenerator json, ColumnVerdict column, Set<Measure> wanted)
      throws IOException {
    json.writeStringField("state", column.state().name());
    if (column.since().isPresent()) {
      json.writeStringField("since", column.since().get().toString());
    }
    json.writeStringField("why", column.why());
    json.writeNumberField("rows", column.rows());
    json.writeNumberField("missing", column.missing());
    json.writeFieldName("measures");
    writeMeasures(json, column, wanted);
  }

  /** Writes the wanted measures of a column as one object, by key. */
  public static void writeMeasures(JsonGenerator json, ColumnVerdict column, Set<Measure> wanted)
      throws IOException {
    json.writeStartObject();
    Set<Measure> left = EnumSet.noneOf(Measure.class);
    left.addAll(wanted);
    for (MeasureResult result : column.measures()) {
      if (!left.remove(result.measure())) continue;
      json.writeObjectFieldStart(result.measure().key());
      json.writeNumberField("value", result.value());
      writeFinite(json, "pValue", result.pValue());
      writeFinite(json, "error", result.error());
      writeFinite(json, "threshold", result.threshold());
      json.writeStringField("formula", result.formula());
      if (result.referenceRows() > 0 || result.currentRows() > 0) {
        json.writeNumberField("referenceRows", result.referenceRows());
        json.writeNumberField("currentRows", result.currentRows());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Writes the number unless it is absent or JSON has no way to write it. */
  public static void writeFinite(JsonGenerator json, String field, OptionalDouble value)
      throws IOException {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.writeNumberField(field, value.getAsDouble());
    }
  }

  /**
   * Reads what {@link #write} wrote. Measures that this release does not know are left out.
   *
   * @throws IllegalArgumentException if it is no verdict
   */
  public static Verdict read(JsonNode json) {
    List<ColumnVerdict> columns = new ArrayList<>();
    for (JsonNode column : json.path("columns")) {
      columns.add(
          new ColumnVerdict(
              column.path("column").asText(),
              ColumnKind.valueOf(column.path("kind").asText()),
              State.valueOf(column.path("state").asText()),
              column.path("why").asText(),
              column.path("rows").longValue(),
              column.path("missing").longValue(),
              readMeasures(column.path("measures")),
              Optional.ofNullable(column.path("since").textValue()).map(VerdictJson::time)));
    }
    return new Verdict(
        new ModelRef(json.path("model").asText(), json.path("version").asText()),
        json.path("segment").asText(),
        new Window(
            time(json.path("window").path("start").asText()),
            time(json.path("window").path("end").asText())),
        Verdict.Kind.valueOf(json.path("kind").asText()),
        json.path("revision").intValue(),
        State.valueOf(json.path("state").asText()),
        Verdict.UnknownReason.valueOf(json.path("reason").asText()),
        json.path("rows").longValue(),
        json.path("referenceId").asText(),
        columns,
        ConstraintJson.read(json.path("constraints")),
        json.has("performance")
            ? Optional.of(WindowPerformanceJson.read(json.path("performance")))
            : Optional.empty());
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no time: " + text, e);
    }
  }

  /** Reads what {@link #writeMeasures} wrote. */
  public static List<MeasureResult> readMeasures(JsonNode json) {
    List<MeasureResult> measures = new ArrayList<>();
    json.properties()
        .forEach(
            field ->
                Measure.of(field.getKey())
                    .ifPresent(measure -> measures.add(readMeasure(measure, field.getValue()))));
    return measures;
  }

  private static MeasureResult readMeasure(Measure measure, JsonNode json) {
    return new MeasureResult(
        measure,
        json.path("value").doubleValue(),
        optional(json, "pValue"),
        optional(json, "error"),
        optional(json, "threshold"),
        json.path("formula").asText(),
        json.path("referenceRows").asLong(0),
        json.path("currentRows").asLong(0));
  }

  static OptionalDouble optional(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }
}
