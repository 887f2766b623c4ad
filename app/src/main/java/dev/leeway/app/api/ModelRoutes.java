package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.Part;
import dev.leeway.window.Window;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models} and {@code GET /v1/models/{model}}: which models, and how they stand. */
final class ModelRoutes {

  private final Models models;
  private final ResultsStore store;
  private final FailedConstraints failed;
  private final FailedMeasures worse;

  ModelRoutes(Models models, ResultsStore store) {
    this.models = models;
    this.store = store;
    failed = new FailedConstraints(store);
    worse = new FailedMeasures(store);
  }

  void list(Context ctx) {
    new Query(ctx).check();
    List<Standing> all = models.all();
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeArrayFieldStart("models");
          for (Standing standing : all) {
            json.writeStartObject();
            writeStanding(json, standing);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  void get(Context ctx) {
    new Query(ctx).check();
    Standing standing = models.get(ctx.pathParam("model"));
    List<Series> current = standing.current();
    JsonAnswer.send(
        ctx,
        json -> {
          writeStanding(json, standing);
          json.writeArrayFieldStart("series");
          for (Series series : standing.series()) {
            writeSeries(json, series, current.contains(series));
          }
          json.writeEndArray();
        });
  }

  private void writeStanding(JsonGenerator json, Standing standing) throws IOException {
    json.writeStringField("model", standing.model());
    json.writeStringField("state", standing.state().name());
    json.writeStringField("reason", standing.reason());
    writeTexts(json, "versions", standing.versions());
    writeTexts(json, "currentVersions", standing.currentVersions());
    Optional<Series> oldest = standing.series().stream().min(Comparator.comparing(Series::first));
    if (oldest.isPresent()) VerdictJson.writeWindow(json, "firstWindow", first(oldest.get()));
    Optional<Window> newest =
        standing.series().stream()
            .map(series -> series.newest().window())
            .max(Comparator.comparing(Window::end).thenComparing(Window::start));
    if (newest.isPresent()) VerdictJson.writeWindow(json, "lastWindow", newest.get());
    writeDrift(json, standing.drifted());
    failed.write(json, standing);
    worse.write(json, standing);
  }

  /**
   * Since when, and which columns by how much: those on all rows before those of segments, and of
   * one verdict the largest part first.
   */
  private void writeDrift(JsonGenerator json, List<Series> drifted) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Series series : drifted) {
      Instant since = store.driftedSince(series).orElse(series.newest().window().start());
      List<ColumnVerdict> columns =
          store.driftedColumns(series.newestKey()).stream().map(ColumnResult::column).toList();
      for (Part part : Part.of(columns)) found.add(new Found(series, part, since));
    }
    Optional<Instant> earliest = found.stream().map(Found::since).min(Comparator.naturalOrder());
    if (earliest.isPresent()) json.writeStringField("driftedSince", earliest.get().toString());
    found.sort(Comparator.comparing((Found one) -> !one.series().segment().isEmpty()));
    json.writeArrayFieldStart("driftedColumns");
    for (Found one : found) write(json, one);
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Found one) throws IOException {
    ColumnVerdict column = one.part().column();
    json.writeStartObject();
    json.writeStringField("column", column.column());
    json.writeStringField("columnKind", column.kind().name());
    json.writeStringField("version", one.series().model().version());
    json.writeStringField("segment", one.series().segment());
    json.writeStringField("kind", one.series().kind().name());
    json.writeStringField("length", one.series().length().toString());
    json.writeStringField("driftedSince", one.since().toString());
    if (column.since().isPresent()) {
      json.writeStringField("since", column.since().get().toString());
    }
    json.writeNumberField("part", one.part().share());
    json.writeStringField("why", column.why());
    json.writeFieldName("measures");
    VerdictJson.writeMeasures(json, column, EnumSet.allOf(Measure.class));
    json.writeEndObject();
  }

  private static void writeSeries(JsonGenerator json, Series series, boolean current)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", series.model().version());
    json.writeStringField("segment", series.segment());
    json.writeStringField("kind", series.kind().name());
    json.writeStringField("length", series.length().toString());
    json.writeBooleanField("current", current);
    VerdictJson.writeWindow(json, "firstWindow", first(series));
    VerdictJson.writeWindow(json, "lastWindow", series.newest().window());
    json.writeNumberField("revision", series.newest().revision());
    json.writeStringField("state", series.newest().state().name());
    json.writeStringField("reason", series.newest().reason().name());
    json.writeNumberField("rows", series.newest().rows());
    json.writeStringField("referenceId", series.newest().referenceId());
    json.writeEndObject();
  }

  private static Window first(Series series) {
    return new Window(series.first(), series.first().plus(series.length()));
  }

  private static void writeTexts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) json.writeString(text);
    json.writeEndArray();
  }

  /** A drifted column, its part in its series' newest verdict, and since when that drifts. */
  private record Found(Series series, Part part, Instant since) {}
}
