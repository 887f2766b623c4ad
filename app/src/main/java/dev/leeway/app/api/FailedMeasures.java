package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import dev.leeway.store.VerdictJson;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowPerformanceJson;
import dev.leeway.store.WindowPerformanceJson.Absent;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The measures of performance that are worse than allowed. Labels come later than windows close, so
 * of each series it is the newest window that could be judged.
 */
final class FailedMeasures {

  private final ResultsStore store;

  FailedMeasures(ResultsStore store) {
    this.store = store;
  }

  /** Writes states and failed measures into the object that is open. */
  void write(JsonGenerator json, Standing standing) throws IOException {
    List<Judged> judged = new ArrayList<>();
    write(json, "performance", judged(standing, Verdict.Kind.PERFORMANCE), judged);
    write(
        json, "estimatedPerformance", judged(standing, Verdict.Kind.ESTIMATED_PERFORMANCE), judged);
    json.writeArrayFieldStart("failedMeasures");
    for (Judged one : judged) write(json, one);
    json.writeEndArray();
  }

  private List<Judged> judged(Standing standing, Verdict.Kind kind) {
    return standing.current(kind).stream()
        .map(series -> new Judged(series, store.newestJudged(series)))
        .toList();
  }

  /** FAILED if a series is, else UNKNOWN if one on all rows is, else OK; nothing without series. */
  private static void write(
      JsonGenerator json, String field, List<Judged> found, List<Judged> judged)
      throws IOException {
    judged.addAll(found);
    if (found.isEmpty()) return;
    boolean failed = found.stream().anyMatch(one -> one.state() == State.FAILED);
    boolean unknown =
        found.stream().anyMatch(one -> one.series().segment().isEmpty() && one.verdict().isEmpty());
    State state = failed ? State.FAILED : unknown ? State.UNKNOWN : State.OK;
    json.writeStringField(field, state.name());
  }

  private void write(JsonGenerator json, Judged judged) throws IOException {
    if (judged.state() != State.FAILED || judged.verdict().isEmpty()) return;
    Verdict verdict = judged.verdict().get();
    Series series = judged.series().upTo(verdict);
    Instant since = store.driftedSince(series).orElse(verdict.window().start());
    List<MeasuredPerformance> failed =
        verdict.performance().map(all -> all.failed(series.kind())).orElse(List.of());
    for (MeasuredPerformance measure : failed) {
      json.writeStartObject();
      json.writeStringField("measure", measure.result().key().toString());
      json.writeStringField("kind", series.kind().name());
      json.writeStringField("version", series.model().version());
      json.writeStringField("segment", series.segment());
      json.writeStringField("length", series.length().toString());
      json.writeStringField("failedSince", since.toString());
      VerdictJson.writeWindow(json, "window", verdict.window());
      json.writeStringField("verdictId", VerdictKey.of(verdict).id());
      WindowPerformanceJson.writeFields(json, measure, Absent.LEFT_OUT);
      json.writeEndObject();
    }
  }

  /** A series and the verdict on its newest window that is not UNKNOWN. */
  private record Judged(Series series, Optional<Verdict> verdict) {

    State state() {
      return verdict.map(Verdict::state).orElse(State.UNKNOWN);
    }
  }
}
