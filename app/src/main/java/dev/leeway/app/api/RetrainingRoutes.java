package dev.leeway.app.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Stage;
import dev.leeway.pipelines.Retrainings.Taken;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** {@code POST /v1/retrainings/{id}}: a pipeline tells how a retraining goes. */
public final class RetrainingRoutes {

  private static final int MOST_BYTES = 16 * 1024;
  private static final int LONGEST = 1_000;
  private static final Set<String> KEYS = Set.of("stage", "version", "referenceId", "note");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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

  private static Report read(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new Problem.Refusal(
          new Problem(413, "body_too_large", "Body too large", "at most 16 KiB", List.of()));
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      throw bad(List.of(new Problem.Fault("", "no JSON")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("reading from memory failed", e);
    }
    List<Problem.Fault> faults = new ArrayList<>();
    if (!json.isObject()) throw bad(List.of(new Problem.Fault("", "must be an object")));
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) faults.add(new Problem.Fault("", "a key is unknown"));
            });
    Optional<Stage> stage =
        Arrays.stream(Stage.values())
            .filter(known -> known.key().equals(json.path("stage").asText()))
            .findFirst();
    if (stage.isEmpty()) faults.add(new Problem.Fault("/stage", "started, finished or failed"));
    String version = text(json, "version", faults);
    String referenceId = text(json, "referenceId", faults);
    String note = text(json, "note", faults);
    if (stage.isPresent() && stage.get() != Stage.FINISHED && !version.isEmpty()) {
      faults.add(new Problem.Fault("/version", "only of a retraining that finished"));
    }
    if (!faults.isEmpty()) throw bad(faults);
    return new Report(stage.orElseThrow(), version, referenceId, note);
  }

  private static String text(JsonNode json, String key, List<Problem.Fault> faults) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) return "";
    if (value.isTextual() && value.asText().length() <= LONGEST) return value.asText();
    faults.add(new Problem.Fault("/" + key, "a text of at most 1000 characters"));
    return "";
  }

  private static Problem.Refusal bad(List<Problem.Fault> faults) {
    return new Problem.Refusal(
        new Problem(
            400,
            "bad_report",
            "Bad report",
            faults.get(0).path() + ": " + faults.get(0).detail(),
            faults));
  }
}
