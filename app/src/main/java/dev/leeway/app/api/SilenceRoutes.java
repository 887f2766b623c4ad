package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.engine.AlertDesk;
import dev.leeway.alerting.engine.AlertDesk.Acknowledged;
import dev.leeway.alerting.engine.AlertDesk.Said;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** {@code /v1/silences} and {@code POST /v1/alerts/{fingerprint}/acknowledge}. */
public final class SilenceRoutes {

  private static final String WHO = "by";
  private static final String WHY = "why";
  private static final Set<String> SILENCE =
      Set.of("fingerprint", "model", "version", "segment", "rule", "until", WHO, WHY);
  private static final Set<String> SAID = Set.of(WHO, WHY);

  private final AlertDesk desk;

  public SilenceRoutes(AlertDesk desk) {
    this.desk = desk;
  }

  /** Adds the routes. */
  public void register(JavalinDefaultRoutingApi routes) {
    routes.get("/v1/silences", this::list);
    routes.post("/v1/silences", this::silence);
    routes.delete("/v1/silences/{id}", this::unsilence);
    routes.post("/v1/alerts/{fingerprint}/acknowledge", this::acknowledge);
  }

  private void list(Context ctx) throws InterruptedException {
    List<Silence> silences = asked(desk::silences);
    JsonAnswer.send(
        ctx,
        json -> {
          json.writeArrayFieldStart("silences");
          for (Silence silence : silences) {
            json.writeStartObject();
            write(json, silence);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void silence(Context ctx) throws InterruptedException {
    JsonBody body = JsonBody.of(ctx.bodyAsBytes(), "silence", SILENCE);
    Matcher of =
        new Matcher(
            body.text("fingerprint"),
            body.text("model"),
            body.text("version"),
            body.textIfGiven("segment"),
            body.text("rule"));
    if (of.equals(Matcher.ALL)) body.fault("", "say which alerts: a model at the least");
    Instant until = body.time("until");
    String who = body.required(WHO);
    String why = body.required(WHY);
    body.check();
    try {
      Silence silence = asked(() -> desk.silence(of, until, new Said(who, why)));
      JsonAnswer.send(ctx.status(201), json -> write(json, silence));
    } catch (IllegalArgumentException e) {
      body.fault("/until", "must be after now, and at most 90 days from now");
      body.check();
    }
  }

  private void unsilence(Context ctx) throws InterruptedException {
    Query query = new Query(ctx);
    String who = query.required(WHO);
    String why = query.text(WHY).orElse("");
    query.check();
    String id = ctx.pathParam("id");
    if (!asked(() -> desk.unsilence(id, new Said(who, why)))) {
      throw new Problem.Refusal(Problem.unknown("silence"));
    }
    ctx.status(204);
  }

  private void acknowledge(Context ctx) throws InterruptedException {
    JsonBody body = JsonBody.of(ctx.bodyAsBytes(), "acknowledgement", SAID);
    String who = body.required(WHO);
    String why = body.text(WHY);
    body.check();
    String fingerprint = ctx.pathParam("fingerprint");
    Acknowledged taken = asked(() -> desk.acknowledge(fingerprint, new Said(who, why)));
    if (taken == Acknowledged.UNKNOWN) throw new Problem.Refusal(Problem.unknown("alert"));
    if (taken == Acknowledged.NOT_OPEN) {
      throw new Problem.Refusal(
          new Problem(
              409, "alert_not_open", "Alert not open", "there is nothing to take on", List.of()));
    }
    JsonAnswer.send(
        ctx.status(202),
        json -> {
          json.writeStringField("fingerprint", fingerprint);
          json.writeStringField(WHO, who);
        });
  }

  /** What is asked of Kafka. */
  @FunctionalInterface
  private interface Question<T> {

    T answer() throws InterruptedException;
  }

  private static <T> T asked(Question<T> question) throws InterruptedException {
    try {
      return question.answer();
    } catch (KafkaException e) {
      throw new Problem.Refusal(
          Problem.unavailable(
              "alerts_unavailable", "Alerts not reachable", "Kafka does not answer; ask again"));
    }
  }

  private static void write(JsonGenerator json, Silence silence) throws IOException {
    Matcher of = silence.of();
    json.writeStringField("id", silence.id());
    JsonAnswer.writeIfSaid(json, "fingerprint", of.fingerprint());
    JsonAnswer.writeIfSaid(json, "model", of.model());
    JsonAnswer.writeIfSaid(json, "version", of.version());
    if (of.segment().isPresent()) json.writeStringField("segment", of.segment().get());
    JsonAnswer.writeIfSaid(json, "rule", of.rule());
    json.writeStringField("at", silence.at().toString());
    json.writeStringField("until", silence.until().toString());
    json.writeStringField(WHO, silence.who());
    json.writeStringField(WHY, silence.why());
  }
}
