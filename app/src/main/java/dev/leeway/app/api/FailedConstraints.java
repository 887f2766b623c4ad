package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.store.ConstraintJson;
import dev.leeway.store.Page;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import dev.leeway.store.Span;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The constraints that do not hold in a model's newest windows. */
final class FailedConstraints {

  private final ResultsStore store;

  FailedConstraints(ResultsStore store) {
    this.store = store;
  }

  /** Writes state and failed constraints into the object that is open. */
  void write(JsonGenerator json, Standing standing) throws IOException {
    if (standing.quality().isPresent()) {
      json.writeStringField("quality", standing.quality().get().name());
    }
    json.writeArrayFieldStart("failedConstraints");
    for (Series series : standing.failed()) write(json, series);
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Series series) throws IOException {
    Optional<Verdict> newest = newest(series);
    // Nothing, where the store has been emptied since the series were read.
    if (newest.isEmpty()) return;
    Instant since = store.driftedSince(series).orElse(series.newest().window().start());
    for (ConstraintResult result : newest.get().constraints()) {
      if (result.state() != State.FAILED) continue;
      json.writeStartObject();
      json.writeStringField("version", series.model().version());
      json.writeStringField("segment", series.segment());
      json.writeStringField("length", series.length().toString());
      json.writeStringField("failedSince", since.toString());
      json.writeStringField("verdictId", VerdictKey.of(newest.get()).id());
      ConstraintJson.writeFields(json, result);
      json.writeEndObject();
    }
  }

  private Optional<Verdict> newest(Series series) {
    Instant start = series.newest().window().start();
    VerdictFilter filter =
        new VerdictFilter(
            series.model().name(),
            new Span(start, start.plusMillis(1)),
            Optional.of(series.model().version()),
            Optional.of(series.segment()),
            Optional.of(series.kind()),
            Optional.empty(),
            Optional.of(series.length()));
    return store.verdicts(filter, Page.Request.first(Page.Order.NEWEST_FIRST, 1)).items().stream()
        .findFirst();
  }
}
