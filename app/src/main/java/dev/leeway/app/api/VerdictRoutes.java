package dev.leeway.app.api;

import dev.leeway.store.Page;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.util.List;

/**
 * {@code GET /v1/models/{model}/verdicts} and {@code GET /v1/models/{model}/verdicts/{id}}: what
 * was concluded window by window, and how one conclusion was revised.
 */
final class VerdictRoutes {

  private final Models models;
  private final ResultsStore store;

  VerdictRoutes(Models models, ResultsStore store) {
    this.models = models;
    this.store = store;
  }

  void list(Context ctx) {
    String model = ctx.pathParam("model");
    Query query = new Query(ctx);
    VerdictFilter filter = query.verdicts(model);
    Page.Request request = query.page(model);
    query.check();
    models.get(model);
    Page<Verdict> page = store.verdicts(filter, request);
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeArrayFieldStart("verdicts");
          for (Verdict verdict : page.items()) VerdictJson.write(json, verdict);
          json.writeEndArray();
          CursorText.writeNext(json, page);
        });
  }

  void get(Context ctx) {
    String model = ctx.pathParam("model");
    new Query(ctx).check();
    models.get(model);
    List<Verdict> revisions = store.revisions(model, ctx.pathParam("id"));
    if (revisions.isEmpty()) throw new Problem.Refusal(Problem.unknown("verdict"));
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeStringField("id", Verdict.id(revisions.get(0).key()));
          json.writeArrayFieldStart("revisions");
          for (Verdict verdict : revisions) VerdictJson.write(json, verdict);
          json.writeEndArray();
        });
  }
}
