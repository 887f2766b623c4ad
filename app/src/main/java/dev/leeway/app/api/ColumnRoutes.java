package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/models/{model}/columns/{column}}: one column through time. */
final class ColumnRoutes {

  private final Models models;
  private final ResultsStore store;

  ColumnRoutes(Models models, ResultsStore store) {
    this.models = models;
    this.store = store;
  }

  /**
   * Without a segment it is the column on all rows, and without a kind its drift: points of several
   * make no line.
   */
  void get(Context ctx) {
    String model = ctx.pathParam("model");
    String column = ctx.pathParam("column");
    Query query = new Query(ctx);
    VerdictFilter filter = query.series(model, Optional.of(Verdict.Kind.DRIFT));
    Set<Measure> measures = query.measures();
    Page.Request request = query.page(model);
    query.check();
    models.get(model);
    Page<ColumnResult> page = store.column(column, filter, request);
    if (page.items().isEmpty() && !exists(model, column)) {
      throw new Problem.Refusal(Problem.unknown("column"));
    }
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeStringField("model", model);
          json.writeStringField("column", column);
          json.writeArrayFieldStart("points");
          for (ColumnResult result : page.items()) writePoint(json, result, measures);
          json.writeEndArray();
          CursorText.writeNext(json, page);
        });
  }

  private boolean exists(String model, String column) {
    Page.Request one = Page.Request.first(Page.Order.NEWEST_FIRST, 1);
    return !store.column(column, VerdictFilter.of(model), one).items().isEmpty();
  }

  private static void writePoint(JsonGenerator json, ColumnResult result, Set<Measure> measures)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", result.verdict().model().version());
    json.writeStringField("segment", result.verdict().segment());
    VerdictJson.writeWindow(json, "window", result.verdict().window());
    json.writeStringField("kind", result.verdict().kind().name());
    json.writeNumberField("revision", result.revision());
    VerdictJson.writeFindings(json, result.column(), measures);
    json.writeEndObject();
  }
}
