package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.profile.ColumnKind;
import dev.leeway.store.Page;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import dev.leeway.store.Span;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.Part;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /v1/models/{model}/columns}: all columns over the newest windows, one measure of each,
 * small enough to be fetched again and again.
 */
final class HeatMapRoute {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Models models;
  private final ResultsStore store;

  HeatMapRoute(Models models, ResultsStore store) {
    this.models = models;
    this.store = store;
  }

  /** Windows of one length only, the shortest there is unless told otherwise. */
  void get(Context ctx) {
    String model = ctx.pathParam("model");
    Query query = new Query(ctx);
    Span span = query.span();
    Optional<String> version = query.version();
    String segment = query.text("segment").orElse("");
    Verdict.Kind kind = query.choice("kind", Verdict.Kind.class).orElse(Verdict.Kind.DRIFT);
    Optional<Duration> asked = query.length();
    Measure measure = query.measure().orElse(Measure.EVIDENCE);
    int limit = query.limit(DEFAULT_LIMIT, MAX_LIMIT);
    query.check();
    Standing standing = models.get(model);
    Optional<Duration> length = asked.or(() -> shortest(standing, segment, kind));
    VerdictFilter filter =
        new VerdictFilter(
            model,
            span,
            version,
            Optional.of(segment),
            Optional.of(kind),
            Optional.empty(),
            length);
    List<Verdict> windows =
        new ArrayList<>(
            store.verdicts(filter, Page.Request.first(Page.Order.NEWEST_FIRST, limit)).items());
    Collections.reverse(windows);
    send(ctx, measure, windows);
  }

  private static Optional<Duration> shortest(Standing standing, String segment, Verdict.Kind kind) {
    return standing.series().stream()
        .filter(series -> series.segment().equals(segment) && series.kind() == kind)
        .map(Series::length)
        .min(Comparator.naturalOrder());
  }

  private static void send(Context ctx, Measure measure, List<Verdict> verdicts) {
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeStringField("measure", measure.key());
          json.writeArrayFieldStart("windows");
          for (Verdict verdict : verdicts) writeWindow(json, verdict);
          json.writeEndArray();
          json.writeArrayFieldStart("columns");
          List<Cells> found = verdicts.stream().map(Cells::of).toList();
          for (Map.Entry<String, ColumnKind> column : columns(verdicts).entrySet()) {
            json.writeStartObject();
            json.writeStringField("column", column.getKey());
            json.writeStringField("kind", column.getValue().name());
            json.writeArrayFieldStart("cells");
            for (Cells window : found) window.write(json, column.getKey(), measure);
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** In the newest reference's order; columns that only older windows have come last. */
  private static Map<String, ColumnKind> columns(List<Verdict> verdicts) {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    for (int i = verdicts.size() - 1; i >= 0; i--) {
      for (ColumnVerdict column : verdicts.get(i).columns()) {
        columns.putIfAbsent(column.column(), column.kind());
      }
    }
    return columns;
  }

  private static void writeWindow(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", Verdict.id(verdict.key()));
    json.writeStringField("version", verdict.model().version());
    VerdictJson.writeWindow(json, "window", verdict.window());
    json.writeNumberField("revision", verdict.revision());
    json.writeStringField("state", verdict.state().name());
    json.writeStringField("reason", verdict.reason().name());
    json.writeNumberField("rows", verdict.rows());
    json.writeEndObject();
  }

  /** One window's columns by name, and the parts of those that drifted. */
  private record Cells(Map<String, ColumnVerdict> columns, Map<String, Part> parts) {

    static Cells of(Verdict verdict) {
      Map<String, ColumnVerdict> columns = new HashMap<>();
      verdict.columns().forEach(column -> columns.putIfAbsent(column.column(), column));
      return new Cells(columns, Part.byColumn(verdict.columns()));
    }

    void write(JsonGenerator json, String name, Measure measure) throws IOException {
      ColumnVerdict column = columns.get(name);
      if (column == null) {
        json.writeNull();
        return;
      }
      json.writeStartObject();
      json.writeStringField("state", column.state().name());
      Optional<MeasureResult> result = column.measure(measure);
      if (result.isPresent()) {
        json.writeNumberField("value", result.get().value());
        VerdictJson.writeFinite(json, "threshold", result.get().threshold());
      }
      Part part = parts.get(name);
      if (part != null) json.writeNumberField("part", part.share());
      if (column.since().isPresent()) {
        json.writeStringField("since", column.since().get().toString());
      }
      if (column.missing() > 0) json.writeNumberField("missing", column.missing());
      json.writeEndObject();
    }
  }
}
