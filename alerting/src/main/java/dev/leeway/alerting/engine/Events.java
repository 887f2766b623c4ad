package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.DriftedColumn;
import dev.leeway.alerting.WorseMeasure;
import dev.leeway.retraining.ReceivedRange;
import dev.leeway.retraining.RetrainingRequest;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The messages as CloudEvents 1.0 in structured JSON. Nothing in them comes from a clock, so the
 * same change gives the same bytes; but for the offsets of a retraining, which grow until it is
 * asked for. docs/alerting.md shows them.
 */
final class Events {

  static final String FIRING = "dev.leeway.alert.firing";
  static final String RESOLVED = "dev.leeway.alert.resolved";
  static final String RETRAINING = "dev.leeway.retraining.requested";

  private final Links links;
  private final JsonFormat format = new JsonFormat();

  Events(Links links) {
    this.links = links;
  }

  /** What is told of an alert that fired or ended. */
  String alert(String id, AlertChange change) {
    Alert alert = change.after();
    ObjectNode data = about(alert);
    data.put("state", alert.state().key());
    data.put("startsAt", alert.since().toString());
    if (alert.state() instanceof Resolved over) {
      data.put("endsAt", over.endsAt().toString());
      data.put("resolvedBy", over.by());
    }
    if (alert.open()) data.put("told", alert.told().times());
    Window window = change.window();
    data.set("window", window(window.start(), window.end()));
    tell(data, alert, window.end());
    return json(id, alert.open() ? FIRING : RESOLVED, alert, window.end(), data);
  }

  /** The manifest of a retraining. */
  String retraining(RetrainingRequest request) {
    Alert alert = request.alert();
    ObjectNode data = about(alert);
    data.put("triggerId", request.triggerId());
    data.put("policy", request.policy());
    data.put("reason", request.reason());
    data.put("referenceId", request.referenceId());
    data.set("windows", window(request.from(), request.to()));
    data.putObject("cutOffs").put("eventTime", request.to().toString());
    if (!request.received().isEmpty()) data.set("offsets", offsets(request.received()));
    data.set("commands", commands(alert));
    tell(data, alert, request.to());
    links
        .report(request.triggerId())
        .ifPresent(report -> data.withObject("/links").put("report", report));
    return json(request.triggerId(), RETRAINING, alert, request.to(), data);
  }

  private static ArrayNode offsets(List<ReceivedRange> received) {
    ArrayNode offsets = JsonNodeFactory.instance.arrayNode();
    for (ReceivedRange range : received) {
      ObjectNode offset = offsets.addObject();
      offset.put("topic", range.topic());
      offset.put("partition", range.partition());
      offset.put("from", range.from());
      offset.put("to", range.to());
    }
    return offsets;
  }

  /** What to run when the new model is trained, with the data and the version still to be named. */
  private static ObjectNode commands(Alert alert) {
    ObjectNode commands = JsonNodeFactory.instance.objectNode();
    String model = alert.key().model().name();
    commands.put(
        "reference",
        "leeway profile build --data TRAINING_DATA --model "
            + model
            + " --version NEW -o NEW.profile");
    commands.put("publish", "leeway profile publish NEW.profile");
    return commands;
  }

  private static ObjectNode about(Alert alert) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("fingerprint", alert.key().fingerprint());
    data.put("episode", alert.episode());
    data.put("rule", alert.key().rule());
    data.put("cause", alert.key().cause().key());
    data.put("model", alert.key().model().name());
    data.put("version", alert.key().model().version());
    data.put("segment", alert.key().segment());
    data.put("severity", alert.severity().key());
    return data;
  }

  private void tell(ObjectNode data, Alert alert, Instant to) {
    alert.findings().since().ifPresent(since -> data.put("since", since.toString()));
    data.put("driftedColumns", alert.findings().total());
    data.set("drifted", columns(alert));
    if (!alert.findings().measures().isEmpty()) data.set("worse", measures(alert));
    data.put("summary", alert.findings().summary());
    String verdict = alert.findings().verdictKey();
    data.put("verdictKey", verdict);
    if (!verdict.isEmpty()) data.put("verdictId", Verdict.id(verdict));
    data.set("recompute", recompute(alert));
    ObjectNode found = data.putObject("links");
    links.of(alert, to).forEach(found::put);
  }

  /** What says the same of the rows of the window again, and what they were compared with. */
  private static ObjectNode recompute(Alert alert) {
    ObjectNode recompute = JsonNodeFactory.instance.objectNode();
    recompute.put("referenceId", alert.findings().referenceId());
    recompute.put(
        "command",
        "leeway compare --reference REFERENCE --current ROWS_OF_THE_WINDOW --monitor MONITOR");
    return recompute;
  }

  private static ArrayNode columns(Alert alert) {
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    for (DriftedColumn drifted : alert.findings().columns()) {
      ObjectNode column = columns.addObject();
      column.put("column", drifted.column());
      column.put("measure", drifted.measure());
      column.put("value", drifted.value());
      if (drifted.threshold().isPresent()) {
        column.put("threshold", drifted.threshold().getAsDouble());
      }
      column.put("why", drifted.why());
      if (drifted.part().isPresent()) column.put("part", drifted.part().getAsDouble());
      drifted.since().ifPresent(since -> column.put("since", since.toString()));
    }
    return columns;
  }

  private static ArrayNode measures(Alert alert) {
    ArrayNode measures = JsonNodeFactory.instance.arrayNode();
    for (WorseMeasure worse : alert.findings().measures()) {
      ObjectNode measure = measures.addObject();
      measure.put("measure", worse.measure());
      measure.put("value", worse.value());
      worse.atLeast().ifPresent(limit -> measure.put("atLeast", limit));
      worse.atMost().ifPresent(limit -> measure.put("atMost", limit));
      worse.reference().ifPresent(value -> measure.put("reference", value));
      measure.put("why", worse.why());
    }
    return measures;
  }

  private static ObjectNode window(Instant from, Instant to) {
    ObjectNode window = JsonNodeFactory.instance.objectNode();
    window.put("from", from.toString());
    window.put("to", to.toString());
    return window;
  }

  private String json(String id, String type, Alert alert, Instant time, JsonNode data) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(URI.create("/v1/models/" + alert.key().model().name()))
            .withSubject(alert.key().fingerprint())
            .withType(type)
            .withTime(time.atOffset(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .withData(JsonCloudEventData.wrap(data))
            .build();
    return new String(format.serialize(event), UTF_8);
  }
}
