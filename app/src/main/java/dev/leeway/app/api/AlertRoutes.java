package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.AlertState;
import dev.leeway.schemas.avro.DriftedColumn;
import dev.leeway.schemas.avro.WorseMeasure;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/alerts}: every alert as it stands. */
final class AlertRoutes {

  /** What needs a person first; then the newest incident. */
  private static final Comparator<AlertRecord> ORDER =
      Comparator.comparing((AlertRecord alert) -> urgency(alert.getState()))
          .thenComparing(AlertRecord::getStartsAt, Comparator.reverseOrder())
          .thenComparing(AlertRecord::getFingerprint);

  private final Supplier<Optional<List<AlertRecord>>> alerts;

  /**
   * @param alerts empty while they are not known
   */
  AlertRoutes(Supplier<Optional<List<AlertRecord>>> alerts) {
    this.alerts = alerts;
  }

  void list(Context ctx) {
    Query query = new Query(ctx);
    Optional<String> model = query.text("model");
    Optional<AlertState> state = query.choice("state", AlertState.class);
    query.check();
    List<AlertRecord> all =
        alerts
            .get()
            .orElseThrow(
                () ->
                    new Problem.Refusal(
                        Problem.unavailable(
                            "alerts_not_ready",
                            "Alerts not known yet",
                            "the alerts are still being read")));
    List<AlertRecord> wanted =
        all.stream()
            .filter(alert -> model.isEmpty() || alert.getModel().equals(model.get()))
            .filter(alert -> state.isEmpty() || alert.getState() == state.get())
            .sorted(ORDER)
            .toList();
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeArrayFieldStart("alerts");
          for (AlertRecord alert : wanted) write(json, alert);
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, AlertRecord alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("fingerprint", alert.getFingerprint());
    json.writeNumberField("episode", alert.getEpisode());
    JsonAnswer.writeIfSaid(json, "rule", alert.getRule());
    json.writeStringField("cause", alert.getCause());
    JsonAnswer.writeIfSaid(json, "severity", alert.getSeverity());
    json.writeStringField("model", alert.getModel());
    json.writeStringField("version", alert.getVersion());
    json.writeStringField("segment", alert.getSegment());
    if (alert.getWindowMillis() > 0) {
      json.writeStringField("length", Duration.ofMillis(alert.getWindowMillis()).toString());
    }
    json.writeStringField("state", alert.getState().name());
    // Before its first incident an alert has no beginning.
    if (alert.getEpisode() > 0 || alert.getState() != AlertState.QUIET) {
      json.writeStringField("startsAt", alert.getStartsAt().toString());
    }
    Instant endsAt = alert.getEndsAt();
    if (endsAt != null) json.writeStringField("endsAt", endsAt.toString());
    json.writeStringField("lastWindowStart", alert.getLastWindowStart().toString());
    json.writeStringField("summary", alert.getSummary());
    json.writeArrayFieldStart("drifted");
    for (DriftedColumn column : alert.getDrifted()) write(json, column);
    json.writeEndArray();
    json.writeNumberField("driftedTotal", alert.getDriftedTotal());
    if (!alert.getWorse().isEmpty()) {
      json.writeArrayFieldStart("worse");
      for (WorseMeasure measure : alert.getWorse()) write(json, measure);
      json.writeEndArray();
    }
    if (!alert.getVerdictKey().isEmpty()) {
      json.writeStringField("verdictId", Verdict.id(alert.getVerdictKey()));
    }
    JsonAnswer.writeIfSaid(json, "resolvedBy", alert.getResolvedBy());
    writeHold(json, alert);
    JsonAnswer.writeIfSaid(json, "successor", alert.getSuccessor());
    json.writeEndObject();
  }

  private static void writeHold(JsonGenerator json, AlertRecord alert) throws IOException {
    if (alert.getState() == AlertState.SILENCED) {
      json.writeStringField("silencedBy", alert.getHeldBy());
    } else if (alert.getState() == AlertState.ACKNOWLEDGED) {
      json.writeObjectFieldStart("acknowledged");
      json.writeStringField("by", alert.getHeldBy());
      json.writeStringField("at", alert.getHeldAt().toString());
      JsonAnswer.writeIfSaid(json, "why", alert.getHeldWhy());
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, DriftedColumn column) throws IOException {
    json.writeStartObject();
    json.writeStringField("column", column.getColumn());
    json.writeStringField("measure", column.getMeasure());
    VerdictJson.writeFinite(json, "value", OptionalDouble.of(column.getValue()));
    VerdictJson.writeFinite(json, "threshold", OptionalDouble.of(column.getThreshold()));
    json.writeStringField("why", column.getWhy());
    Double part = column.getPart();
    if (part != null) json.writeNumberField("part", part);
    Instant since = column.getSince();
    if (since != null) json.writeStringField("since", since.toString());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, WorseMeasure measure) throws IOException {
    json.writeStartObject();
    json.writeStringField("measure", measure.getMeasure());
    VerdictJson.writeFinite(json, "value", OptionalDouble.of(measure.getValue()));
    write(json, "atLeast", measure.getAtLeast());
    write(json, "atMost", measure.getAtMost());
    write(json, "reference", measure.getReference());
    json.writeStringField("why", measure.getWhy());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String field, @Nullable Double value)
      throws IOException {
    if (value != null) VerdictJson.writeFinite(json, field, OptionalDouble.of(value));
  }

  private static int urgency(AlertState state) {
    return switch (state) {
      case FIRING -> 0;
      case ACKNOWLEDGED -> 1;
      case SILENCED -> 2;
      case PENDING -> 3;
      case RESOLVED -> 4;
      case QUIET -> 5;
    };
  }
}
