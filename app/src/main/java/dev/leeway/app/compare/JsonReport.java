package dev.leeway.app.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.app.profile.KindText;
import dev.leeway.store.WindowPerformanceJson;
import dev.leeway.store.WindowPerformanceJson.Absent;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.Part;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Window;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison for programs: one JSON object, written as it goes so that it may be large.
 * docs/offline.md lists its fields.
 */
public final class JsonReport implements Report {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private boolean chunked;
  private boolean timed;
  private boolean measured;

  /**
   * @param out is flushed at the end, not closed
   */
  public JsonReport(Writer out) throws IOException {
    json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  @Override
  public void begin(Heading heading) throws IOException {
    chunked = heading.isChunked();
    timed = heading.manner().chunking() instanceof Chunking.Span;
    json.writeStartObject();
    text("model", heading.model());
    side("reference", heading.reference());
    side("current", heading.current());
    text("mode", heading.manner().mode().map(mode -> mode.key()));
    json.writeBooleanField("exact", heading.exact());
    json.writeStringField("chunking", heading.manner().chunking().text());
    text("timeColumn", heading.manner().timeColumn());
    json.writeArrayFieldStart("notes");
    for (String note : heading.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    if (heading.detections().isPresent()) {
      new SegmentJson(json).write(heading.detections().get());
    }
    if (chunked) json.writeArrayFieldStart("chunks");
  }

  @Override
  public void add(ChunkVerdict verdict) throws IOException {
    if (chunked) {
      json.writeStartObject();
      chunk(verdict.chunk());
      json.writeStringField("state", verdict.state().name());
    }
    if (verdict.reason() == UnknownReason.NONE) {
      json.writeNullField("reason");
    } else {
      json.writeStringField("reason", verdict.reason().name());
    }
    json.writeArrayFieldStart("columns");
    Map<String, Double> parts = new HashMap<>();
    Part.of(verdict.columns()).forEach(part -> parts.put(part.column().column(), part.share()));
    for (ColumnVerdict column : verdict.columns()) {
      column(column, Optional.ofNullable(parts.get(column.column())));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("constraints");
    for (ConstraintResult constraint : verdict.constraints()) {
      constraint(constraint);
    }
    json.writeEndArray();
    if (verdict.performance().isPresent()) performance(verdict.performance().get());
    if (chunked) json.writeEndObject();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    if (chunked) {
      json.writeEndArray();
      json.writeNumberField("driftedChunks", outcome.drifted());
      json.writeNumberField("unknownChunks", outcome.unknown());
    }
    json.writeStringField("state", outcome.state().name());
    json.writeBooleanField("constraintsHold", outcome.failed() == 0);
    if (measured) json.writeBooleanField("performanceHolds", outcome.worse() == 0);
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private void side(String name, Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("file", side.file());
    json.writeNumberField("rows", side.rows());
    if (side.referenceId().isPresent()) {
      json.writeStringField("referenceId", side.referenceId().get());
    }
    json.writeEndObject();
  }

  private void chunk(Chunk chunk) throws IOException {
    json.writeNumberField("chunk", chunk.number());
    text("start", chunk.window().map(Window::start).map(String::valueOf));
    text("end", chunk.window().map(Window::end).map(String::valueOf));
    json.writeNumberField("firstRow", chunk.firstRow());
    json.writeNumberField("rows", chunk.rows());
  }

  private void column(ColumnVerdict column, Optional<Double> part) throws IOException {
    json.writeStartObject();
    json.writeStringField("column", column.column());
    json.writeStringField("kind", KindText.of(column.kind()));
    json.writeNumberField("rows", column.rows());
    json.writeNumberField("missing", column.missing());
    measures(column.measures());
    json.writeStringField("state", column.state().name());
    json.writeStringField("why", column.why());
    if (part.isPresent()) json.writeNumberField("part", part.get());
    else json.writeNullField("part");
    if (timed) text("since", column.since().map(String::valueOf));
    json.writeEndObject();
  }

  private void measures(List<MeasureResult> measures) throws IOException {
    json.writeObjectFieldStart("measures");
    for (MeasureResult result : measures) {
      json.writeObjectFieldStart(result.measure().key());
      json.writeNumberField("value", result.value());
      number("pValue", result.pValue());
      number("error", result.error());
      number("threshold", result.threshold());
      json.writeStringField("formula", result.formula());
      json.writeNumberField("referenceRows", result.referenceRows());
      json.writeNumberField("currentRows", result.currentRows());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void constraint(ConstraintResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("constraint", result.constraint());
    json.writeStringField("column", result.column());
    json.writeStringField("state", result.state().name());
    number("observed", result.observed());
    number("error", result.error());
    number("atLeast", result.atLeast());
    number("atMost", result.atMost());
    json.writeNumberField("rows", result.rows());
    json.writeStringField("why", result.why());
    json.writeEndObject();
  }

  private void performance(ChunkPerformance chunk) throws IOException {
    measured = true;
    json.writeObjectFieldStart("labels");
    json.writeNumberField("predicted", chunk.predicted());
    json.writeNumberField("labelled", chunk.labelled());
    json.writeEndObject();
    WindowPerformanceJson.write(json, "performance", chunk.realised(), Absent.NULL);
    WindowPerformanceJson.write(json, "estimated", chunk.estimated(), Absent.NULL);
    if (!chunk.estimated().isEmpty()) json.writeStringField("assumption", chunk.assumption());
    SegmentJson more = new SegmentJson(json);
    if (!chunk.reliability().isEmpty()) more.write(chunk.reliability());
    if (chunk.segments().isPresent()) more.write(chunk.segments().get());
  }

  private void number(String name, OptionalDouble value) throws IOException {
    // An error of which no bound is known is infinite, which JSON has no number for.
    boolean finite = value.isPresent() && Double.isFinite(value.getAsDouble());
    if (finite) json.writeNumberField(name, value.getAsDouble());
    else json.writeNullField(name);
  }

  private void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) json.writeStringField(name, value.get());
    else json.writeNullField(name);
  }
}
