package dev.leeway.app.api;

import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Stage;
import dev.leeway.pipelines.Retrainings.Taken;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** {@code POST /v1/retrainings/{id}}: a pipeline tells how a retraining goes. */
public final class RetrainingRoutes {

  private static final Set<String> KEYS = Set.of("stage", "version", "referenceId", "note");

  private final Desk desk;

  /** Takes reports. */
  @FunctionalInterface
  public interface Desk {

    /**
     * @throws KafkaException if they cannot be taken now
     */
    Taken report(String triggerId, Report report) throws InterruptedException;
  }

  public RetrainingRoutes(Desk desk) {
    this.desk = desk;
  }

  /** Adds the route. */
  public void register(JavalinDefaultRoutingApi routes) {
    routes.post("/v1/retrainings/{id}", this::report);
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
