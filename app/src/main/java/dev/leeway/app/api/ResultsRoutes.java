package dev.leeway.app.api;

import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.StoreException;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route that reads results; docs/api.md describes them, docs/openapi.yaml defines them. */
public final class ResultsRoutes {

  private static final Logger log = LoggerFactory.getLogger(ResultsRoutes.class);

  private final ModelRoutes models;
  private final VerdictRoutes verdicts;
  private final ColumnRoutes columns;
  private final PerformanceRoutes performance;
  private final HeatMapRoute heatMap;
  private final LiveRoute live;
  private final AlertRoutes alerts;

  /**
   * @param catalog versions by model, of everything configured or published, with or without
   *     verdicts; asked anew for each request
   * @param alerts as they stand, or empty while they are not known
   * @param live empty where the drift job runs in another process
   */
  public ResultsRoutes(
      ResultsStore store,
      Supplier<SortedMap<String, List<String>>> catalog,
      Supplier<Optional<List<AlertRecord>>> alerts,
      Optional<LiveView> live) {
    Models known = new Models(store, catalog);
    this.models = new ModelRoutes(known, store);
    this.verdicts = new VerdictRoutes(known, store);
    this.columns = new ColumnRoutes(known, store);
    this.performance = new PerformanceRoutes(known, store);
    this.heatMap = new HeatMapRoute(known, store);
    this.live = new LiveRoute(known, live);
    this.alerts = new AlertRoutes(alerts);
  }

  /** Adds the routes, and how they say no. */
  public void register(JavalinDefaultRoutingApi routes) {
    routes.get("/v1/models", models::list);
    routes.get("/v1/models/{model}", models::get);
    routes.get("/v1/models/{model}/verdicts", verdicts::list);
    routes.get("/v1/models/{model}/verdicts/{id}", verdicts::get);
    routes.get("/v1/models/{model}/columns", heatMap::get);
    routes.get("/v1/models/{model}/columns/{column}", columns::get);
    routes.get("/v1/models/{model}/performance/{measure}", performance::get);
    routes.get("/v1/models/{model}/live", live::get);
    routes.get("/v1/alerts", alerts::list);
    routes.exception(Problem.Refusal.class, (refusal, ctx) -> refusal.problem().send(ctx));
    routes.exception(
        StoreException.class,
        (failure, ctx) -> {
          log.warn("{} is not answered", ctx.path(), failure);
          Problem.unavailable(
                  "store_unavailable", "Results not readable", "the results store does not answer")
              .send(ctx);
        });
  }
}
