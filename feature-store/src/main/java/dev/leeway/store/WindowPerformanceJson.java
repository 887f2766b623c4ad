package dev.leeway.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.State;
import dev.leeway.verdict.WindowPerformance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a model did as JSON: the same in verdicts and in comparisons of files. docs/api.md shows
 * it.
 */
public final class WindowPerformanceJson {

  private WindowPerformanceJson() {}

  /** How a number is written that does not exist, or that JSON cannot hold. */
  public enum Absent {
    LEFT_OUT,
    NULL
  }

  /** Writes it as the field {@code performance} of the object that is open. */
  static void write(JsonGenerator json, WindowPerformance performance) throws IOException {
    json.writeObjectFieldStart("performance");
    json.writeNumberField("predicted", performance.predicted());
    json.writeNumberField("labelled", performance.labelled());
    VerdictJson.writeFinite(json, "coverage", performance.coverage());
    json.writeBooleanField("last", performance.last());
    write(json, "realised", performance.realised(), Absent.LEFT_OUT);
    write(json, "estimated", performance.estimated(), Absent.LEFT_OUT);
    if (!performance.estimated().isEmpty())
      json.writeStringField("assumption", Estimator.ASSUMPTION);
    json.writeEndObject();
  }

  /** Writes the measures by key, as a field of the object that is open. */
  public static void write(
      JsonGenerator json, String field, List<MeasuredPerformance> measures, Absent absent)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (MeasuredPerformance measure : measures) {
      json.writeFieldName(measure.result().key().toString());
      write(json, measure, absent);
    }
    json.writeEndObject();
  }

  /** Writes one measure as an object. */
  public static void write(JsonGenerator json, MeasuredPerformance measure, Absent absent)
      throws IOException {
    json.writeStartObject();
    writeFields(json, measure, absent);
    json.writeEndObject();
  }

  /** Writes one measure into the object that is open. */
  public static void writeFields(JsonGenerator json, MeasuredPerformance measure, Absent absent)
      throws IOException {
    PerformanceResult result = measure.result();
    Optional<Found> found = result.found();
    Numbers numbers = new Numbers(json, absent);
    numbers.write("value", some(found.map(Found::value)));
    numbers.write("error", some(found.map(Found::error)));
    numbers.write("standardError", found.map(Found::standardError).orElse(OptionalDouble.empty()));
    numbers.write("reference", measure.reference());
    numbers.write("threshold", measure.threshold());
    numbers.write("lower", measure.allowed().map(Range::lower).orElse(OptionalDouble.empty()));
    numbers.write("upper", measure.allowed().map(Range::upper).orElse(OptionalDouble.empty()));
    json.writeStringField("state", measure.state().name());
    json.writeBooleanField("decides", measure.decides());
    json.writeNumberField("rows", result.rows());
    if (result.finding() instanceof Undefined why) json.writeStringField("why", why.code());
  }

  /**
   * Reads what was written with numbers left out. Measures that this release does not know are left
   * out.
   */
  static WindowPerformance read(JsonNode json) {
    return new WindowPerformance(
        json.path("predicted").longValue(),
        json.path("labelled").longValue(),
        json.path("last").booleanValue(),
        readMeasures(json.path("realised")),
        readMeasures(json.path("estimated")));
  }

  /** Reads one measure that was written with numbers left out. */
  public static MeasuredPerformance read(PerformanceKey key, JsonNode json) {
    Range range =
        new Range(VerdictJson.optional(json, "lower"), VerdictJson.optional(json, "upper"));
    boolean limited =
        range.lower().isPresent()
            || range.upper().isPresent()
            || json.path("state").asText().equals(State.OK.name());
    return new MeasuredPerformance(
        new PerformanceResult(key, finding(json), json.path("rows").longValue()),
        VerdictJson.optional(json, "reference"),
        limited ? Optional.of(range) : Optional.empty(),
        json.path("decides").booleanValue());
  }

  private static List<MeasuredPerformance> readMeasures(JsonNode json) {
    List<MeasuredPerformance> measures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      PerformanceKey.parse(field.getKey())
          .ifPresent(key -> measures.add(read(key, field.getValue())));
    }
    return measures;
  }

  private static Finding finding(JsonNode json) {
    JsonNode value = json.path("value");
    if (!value.isNumber())
      return Undefined.valueOf(json.path("why").asText().toUpperCase(Locale.ROOT));
    // An error of which no bound is known is infinite, which JSON has no number for.
    return new Found(
        value.doubleValue(),
        VerdictJson.optional(json, "error").orElse(Double.POSITIVE_INFINITY),
        VerdictJson.optional(json, "standardError"));
  }

  private static OptionalDouble some(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private record Numbers(JsonGenerator json, Absent absent) {
    void write(String field, OptionalDouble value) throws IOException {
      if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
        json.writeNumberField(field, value.getAsDouble());
      } else if (absent == Absent.NULL) {
        json.writeNullField(field);
      }
    }
  }
}
