package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.outbox.Dispatch;
import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Retraining;
import dev.leeway.pipelines.Retrainings.Stage;
import dev.leeway.pipelines.Retrainings.Taken;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** {@code /v1/retrainings}: what was asked of pipelines, and how they tell that it goes. */
public final class RetrainingRoutes {

  private static final Set<String> KEYS = Set.of("stage", "version", "referenceId", "note");

  private final Desk desk;
  private final Supplier<List<Retraining>> retrainings;

  /** Takes reports. */
  @FunctionalInterface
  public interface Desk {

    /**
     * @throws KafkaException if they cannot be taken now
     */
    Taken report(String triggerId, Report report) throws InterruptedException;
  }

  /**
   * @param retrainings all that are known, the newest first; throws {@link KafkaException} if they
   *     are not known now
   */
  public RetrainingRoutes(Desk desk, Supplier<List<Retraining>> retrainings) {
    this.desk = desk;
    this.retrainings = retrainings;
  }

  /** Adds the routes. */
  public void register(JavalinDefaultRoutingApi routes) {
    routes.get("/v1/retrainings", this::list);
    routes.get("/v1/retrainings/{id}", this::get);
    routes.post("/v1/retrainings/{id}", this::report);
  }

  private void list(Context ctx) {
    Query query = new Query(ctx);
    Optional<String> model = query.text("model");
    query.check();
    List<Retraining> wanted =
        known().stream()
            .filter(one -> model.isEmpty() || topic(one).model().equals(model.get()))
            .toList();
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeArrayFieldStart("retrainings");
          for (Retraining one : wanted) {
            json.writeStartObject();
            write(json, one);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void get(Context ctx) {
    String id = ctx.pathParam("id");
    Retraining wanted =
        known().stream()
            .filter(one -> one.request().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Problem.Refusal(Problem.unknown("retraining")));
    JsonAnswer.send(
        ctx,
        json -> {
          write(json, wanted);
          json.writeFieldName("manifest");
          json.writeRawValue(wanted.manifest().toString());
        });
  }

  private List<Retraining> known() {
    try {
      return retrainings.get();
    } catch (KafkaException e) {
      throw new Problem.Refusal(
          Problem.unavailable(
              "outbox_unavailable", "Retrainings not known", "Kafka does not answer; ask again"));
    }
  }

  private static Dispatch.Topic topic(Retraining one) {
    return one.request().message().topic();
  }

  private static void write(JsonGenerator json, Retraining one) throws IOException {
    Dispatch request = one.request();
    json.writeStringField("id", request.id());
    json.writeStringField("model", topic(one).model());
    json.writeStringField("policy", topic(one).policy());
    json.writeStringField("target", request.target());
    json.writeStringField("fingerprint", topic(one).fingerprint());
    json.writeNumberField("episode", topic(one).episode());
    json.writeStringField("eventTime", topic(one).eventTime().toString());
    json.writeStringField("createdAt", request.createdAt().toString());
    json.writeStringField("state", request.state().name());
    json.writeNumberField("attempts", request.attempts());
    JsonAnswer.writeIfSaid(json, "outcome", request.outcome());
    if (one.report().isEmpty()) return;
    Report report = one.report().get();
    json.writeObjectFieldStart("report");
    json.writeStringField("stage", report.stage().key());
    JsonAnswer.writeIfSaid(json, "version", report.version());
    JsonAnswer.writeIfSaid(json, "referenceId", report.referenceId());
    JsonAnswer.writeIfSaid(json, "note", report.note());
    if (one.reportedAt().isPresent()) {
      json.writeStringField("at", one.reportedAt().get().toString());
    }
    json.writeEndObject();
  }

  private void report(Context ctx) throws InterruptedException {
    Report report = read(ctx.bodyAsBytes());
    Taken taken;
    try {
      taken = desk.report(ctx.pathParam("id"), report);
    } catch (KafkaException e) {
      throw new Problem.Refusal(
          Problem.unavailable(
              "outbox_unavailable", "Report not taken", "Kafka does not answer; send it again"));
    }
    if (taken == Taken.UNKNOWN) throw new Problem.Refusal(Problem.unknown("retraining"));
    if (taken == Taken.CONTRADICTS) {
      throw new Problem.Refusal(
          new Problem(
              409,
              "retraining_ended",
              "Retraining has ended",
              "it was reported with another end before",
              List.of()));
    }
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeStringField("id", ctx.pathParam("id"));
          json.writeStringField("stage", report.stage().key());
          json.writeBooleanField("recorded", taken == Taken.RECORDED);
        });
  }

  private static Report read(byte[] bytes) {
    JsonBody body = JsonBody.of(bytes, "report", KEYS);
    String named = body.text("stage");
    Optional<Stage> stage =
        Arrays.stream(Stage.values()).filter(known -> known.key().equals(named)).findFirst();
    if (stage.isEmpty()) body.fault("/stage", "started, finished or failed");
    String version = body.text("version");
    String referenceId = body.text("referenceId");
    String note = body.text("note");
    if (stage.isPresent() && stage.get() != Stage.FINISHED && !version.isEmpty()) {
      body.fault("/version", "only of a retraining that finished");
    }
    body.check();
    return new Report(stage.orElseThrow(), version, referenceId, note);
  }
}
