package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.estimate.Estimator;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.store.Page;
import dev.leeway.store.PerformancePoint;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.store.WindowPerformanceJson;
import dev.leeway.store.WindowPerformanceJson.Absent;
import dev.leeway.verdict.MeasuredPerformance;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET /v1/models/{model}/performance/{measure}}: one measure through time, what outcomes say
 * beside what was expected before they were known.
 */
final class PerformanceRoutes {

  private final Models models;
  private final ResultsStore store;

  PerformanceRoutes(Models models, ResultsStore store) {
    this.models = models;
    this.store = store;
  }

  /** Without a segment it is the measure on all rows; without a kind both are one point. */
  void get(Context ctx) {
    String model = ctx.pathParam("model");
    Query query = new Query(ctx);
    VerdictFilter filter = query.series(model, Optional.empty());
    Page.Request request = query.page(model);
    query.check();
    models.get(model);
    PerformanceKey measure =
        PerformanceKey.parse(ctx.pathParam("measure"))
            .orElseThrow(() -> new Problem.Refusal(Problem.unknown("measure")));
    Page<PerformancePoint> page = store.performance(measure, filter, request);
    if (page.items().isEmpty() && !exists(model, measure)) {
      throw new Problem.Refusal(Problem.unknown("measure"));
    }
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeStringField("model", model);
          json.writeStringField("measure", measure.toString());
          json.writeStringField("assumption", Estimator.ASSUMPTION);
          json.writeArrayFieldStart("points");
          for (PerformancePoint point : page.items()) write(json, point);
          json.writeEndArray();
          CursorText.writeNext(json, page);
        });
  }

  private boolean exists(String model, PerformanceKey measure) {
    Page.Request one = Page.Request.first(Page.Order.NEWEST_FIRST, 1);
    return !store.performance(measure, VerdictFilter.of(model), one).items().isEmpty();
  }

  private static void write(JsonGenerator json, PerformancePoint point) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", point.verdict().model().version());
    json.writeStringField("segment", point.verdict().segment());
    VerdictJson.writeWindow(json, "window", point.verdict().window());
    json.writeStringField("verdictId", point.verdict().id());
    json.writeNumberField("revision", point.revision());
    json.writeNumberField("predicted", point.predicted());
    json.writeNumberField("labelled", point.labelled());
    VerdictJson.writeFinite(json, "coverage", point.coverage());
    json.writeBooleanField("last", point.last());
    write(json, "realised", point.realised());
    write(json, "estimated", point.estimated());
    VerdictJson.writeFinite(json, "estimateError", point.estimateError());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, Optional<MeasuredPerformance> measure)
      throws IOException {
    if (measure.isEmpty()) return;
    json.writeFieldName(field);
    WindowPerformanceJson.write(json, measure.get(), Absent.LEFT_OUT);
  }
}
