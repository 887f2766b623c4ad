package dev.leeway.app.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.performance.Explanation;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.performance.ReliabilityBin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Performance by segment, reliability and detections as fields of a JSON object that is open. */
final class SegmentJson {

  private final JsonGenerator json;

  SegmentJson(JsonGenerator json) {
    this.json = json;
  }

  void write(BySegment segments) throws IOException {
    json.writeObjectFieldStart("segments");
    json.writeStringField("column", segments.column());
    json.writeObjectFieldStart("performance");
    for (Map.Entry<String, SegmentPerformance> entry : segments.segments().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      json.writeNumberField("predicted", entry.getValue().predicted());
      json.writeNumberField("labelled", entry.getValue().labelled());
      for (PerformanceResult result : entry.getValue().measures()) {
        json.writeObjectFieldStart(result.key().toString());
        if (result.finding() instanceof Undefined why) json.writeStringField("why", why.code());
        if (result.finding() instanceof Found found) {
          json.writeNumberField("value", found.value());
          number("error", OptionalDouble.of(found.error()));
          number("standardError", found.standardError());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
    if (segments.fairness().isPresent()) fairness(segments.fairness().get());
    explanation(segments.explanations());
  }

  private void fairness(Fairness fairness) throws IOException {
    json.writeObjectFieldStart("fairness");
    for (Fairness.Rate rate : Fairness.Rate.values()) {
      json.writeObjectFieldStart(rate.name().toLowerCase(Locale.ROOT));
      json.writeObjectFieldStart("rates");
      for (Map.Entry<String, Found> entry :
          fairness.rates().getOrDefault(rate, new TreeMap<>()).entrySet()) {
        json.writeObjectFieldStart(entry.getKey());
        json.writeNumberField("value", entry.getValue().value());
        number("standardError", entry.getValue().standardError());
        json.writeEndObject();
      }
      json.writeEndObject();
      if (fairness.gap(rate).isPresent()) gap(fairness.gap(rate).get());
      json.writeEndObject();
    }
    number("disparateImpact", fairness.disparateImpact());
    number("equalizedOddsDifference", fairness.equalizedOddsDifference());
    json.writeEndObject();
  }

  private void gap(Fairness.Gap gap) throws IOException {
    json.writeStringField("lowest", gap.lowest());
    json.writeStringField("highest", gap.highest());
    json.writeNumberField("difference", gap.difference());
    number("ratio", gap.ratio());
    json.writeNumberField("standardError", gap.standardError());
  }

  private void explanation(Map<PerformanceKey, Explanation> explanations) throws IOException {
    json.writeObjectFieldStart("explanation");
    for (Map.Entry<PerformanceKey, Explanation> entry : explanations.entrySet()) {
      Explanation change = entry.getValue();
      json.writeObjectFieldStart(entry.getKey().toString());
      json.writeNumberField("before", change.before());
      json.writeNumberField("after", change.after());
      json.writeNumberField("mix", change.mix());
      json.writeNumberField("within", change.within());
      json.writeObjectFieldStart("parts");
      for (Map.Entry<String, Explanation.Part> part : change.parts().entrySet()) {
        json.writeObjectFieldStart(part.getKey());
        json.writeNumberField("mix", part.getValue().mix());
        json.writeNumberField("within", part.getValue().within());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  void write(List<ReliabilityBin> bins) throws IOException {
    json.writeArrayFieldStart("reliability");
    for (ReliabilityBin bin : bins) {
      json.writeStartObject();
      json.writeNumberField("lower", bin.lower());
      json.writeNumberField("upper", bin.upper());
      json.writeNumberField("rows", bin.rows());
      json.writeNumberField("positives", bin.positives());
      json.writeNumberField("expected", bin.expected());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void write(Detections detections) throws IOException {
    json.writeObjectFieldStart("detectors");
    json.writeNumberField("rows", detections.rows());
    json.writeStringField("order", detections.timed() ? "time" : "file");
    for (Map.Entry<String, List<Detections.Place>> entry : detections.drifts().entrySet()) {
      json.writeArrayFieldStart(entry.getKey());
      for (Detections.Place place : entry.getValue()) {
        json.writeStartObject();
        json.writeNumberField("row", place.row());
        if (detections.timed()) {
          json.writeStringField("time", place.time().map(Instant::toString).orElse(""));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void number(String name, OptionalDouble value) throws IOException {
    // A bound that is not known is infinite, which JSON has no number for.
    boolean finite = value.isPresent() && Double.isFinite(value.getAsDouble());
    if (finite) json.writeNumberField(name, value.getAsDouble());
    else json.writeNullField(name);
  }
}
