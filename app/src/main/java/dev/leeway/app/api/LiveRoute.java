package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code GET /v1/models/{model}/live}: windows that are still open, as they stand. */
final class LiveRoute {

  private final Models models;
  private final Optional<LiveView> view;
  private final OtherInstances others = new OtherInstances();

  /**
   * @param view empty where the drift job runs in another process
   */
  LiveRoute(Models models, Optional<LiveView> view) {
    this.models = models;
    this.view = view;
  }

  private enum Scope {
    ALL,
    INSTANCE
  }

  void get(Context ctx) throws InterruptedException {
    String model = ctx.pathParam("model");
    Query query = new Query(ctx);
    Optional<String> version = query.version();
    String segment = query.text("segment").orElse("");
    Scope scope = query.choice("scope", Scope.class).orElse(Scope.ALL);
    query.check();
    models.get(model);
    LiveView live = view.orElseThrow(LiveRoute::inAnotherProcess);
    OtherInstances.Question question = new OtherInstances.Question(model, version, segment);
    OtherInstances.Asked elsewhere =
        others.ask(scope == Scope.ALL ? live.others() : List.of(), question);
    LiveView.Known here = live.here(model, version, segment).orElseThrow(LiveRoute::busy);
    Found found = new Found();
    found.add(here);
    elsewhere.answers().forEach(found::add);
    if (found.partitions.isEmpty()) throw notNow();
    JsonAnswer.send(ctx, json -> found.write(json, model, live.partitions()));
  }

  private static Problem.Refusal inAnotherProcess() {
    return new Problem.Refusal(
        new Problem(
            501,
            "no_live_view",
            "Open windows not readable",
            "the drift job runs on Flink, in a process of its own: windows are told when they close",
            List.of()));
  }

  private static Problem.Refusal busy() {
    return new Problem.Refusal(
        Problem.unavailable("live_busy", "Too many questions", "too many ask at once"));
  }

  private static Problem.Refusal notNow() {
    return new Problem.Refusal(
        Problem.unavailable(
            "live_unavailable",
            "Open windows not readable",
            "the drift job starts, takes over partitions or stands still"));
  }

  /** What all instances that answered know together. */
  private static final class Found {

    private final List<Row> rows = new ArrayList<>();
    private final SortedSet<Integer> partitions = new TreeSet<>();
    private Instant asOf = Instant.MAX;

    private record Row(Instant end, String version, Object verdict) {}

    void add(LiveView.Known known) {
      for (Verdict verdict : known.soFar()) {
        rows.add(new Row(verdict.window().end(), verdict.model().version(), verdict));
      }
      partitions.addAll(known.asOf().keySet());
      known.asOf().values().forEach(this::reaches);
    }

    /** An answer of another instance. */
    void add(JsonNode answer) {
      for (JsonNode verdict : answer.path("verdicts")) {
        Instant end = Instant.parse(verdict.at("/window/end").asText());
        rows.add(new Row(end, verdict.path("version").asText(), verdict));
      }
      answer.at("/partitions/answered").forEach(one -> partitions.add(one.asInt()));
      reaches(Instant.parse(answer.path("asOf").asText()));
    }

    void write(JsonGenerator json, String model, int allPartitions) throws IOException {
      json.writeStringField("model", model);
      json.writeBooleanField("provisional", true);
      json.writeStringField("asOf", asOf.toString());
      json.writeObjectFieldStart("partitions");
      json.writeNumberField("all", allPartitions);
      json.writeArrayFieldStart("answered");
      for (int partition : partitions) json.writeNumber(partition);
      json.writeEndArray();
      json.writeEndObject();
      json.writeBooleanField("complete", partitions.size() == allPartitions);
      json.writeArrayFieldStart("verdicts");
      rows.sort(Comparator.comparing(Row::end).thenComparing(Row::version));
      for (Row row : rows) {
        if (row.verdict instanceof Verdict verdict) VerdictJson.write(json, verdict);
        if (row.verdict instanceof JsonNode node) OtherInstances.JSON.writeTree(json, node);
      }
      json.writeEndArray();
    }

    private void reaches(Instant time) {
      if (time.isBefore(asOf)) asOf = time;
    }
  }
}
