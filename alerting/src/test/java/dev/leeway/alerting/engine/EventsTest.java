package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.Verdicts;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.retraining.ReceivedRange;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.retraining.RetrainingRequest;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

  private final Events events =
      new Events(new Links("https://leeway.example.com/", "https://grafana.example.com/d/leeway"));
  private final AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());

  @Test
  void alert_isACloudEvent() {
    AlertChange change = book.consider(Verdicts.drifted(1)).get(0);
    CloudEvent event = new JsonFormat().deserialize(events.alert("id-1", change).getBytes(UTF_8));
    assertThat(event.getId()).isEqualTo("id-1");
    assertThat(event.getType()).isEqualTo("dev.leeway.alert.firing");
    assertThat(event.getSource()).hasToString("/v1/models/flight-delay");
    assertThat(event.getSubject()).isEqualTo(change.after().key().fingerprint());
    assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2001-03-05T02:00:00Z"));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
  }

  @Test
  void alert_tellsWhatIsWorseThanAllowed() throws IOException {
    AlertChange change =
        book.consider(
                Verdicts.performance(
                    Verdict.Kind.PERFORMANCE,
                    1,
                    1,
                    Verdicts.measured(PerformanceMeasure.ROC_AUC, 0.71)))
            .get(0);
    JsonNode data = data(events.alert("id-1", change));
    assertThat(data.get("cause").asText()).isEqualTo("performance");
    assertThat(data.get("drifted")).isEmpty();
    JsonNode worse = data.get("worse").get(0);
    assertThat(worse.get("measure").asText()).isEqualTo("roc_auc");
    assertThat(worse.get("value").asDouble()).isEqualTo(0.71);
    assertThat(worse.get("atLeast").asDouble()).isEqualTo(0.8);
    assertThat(worse.has("atMost")).isFalse();
    assertThat(worse.get("reference").asDouble()).isEqualTo(0.86);
    assertThat(worse.get("why").asText()).endsWith("4,213 of 10,000 labelled");
    assertThat(data(events.alert("id-2", book.consider(Verdicts.drifted(1)).get(0))).has("worse"))
        .isFalse();
  }

  @Test
  void alert_tellsWhatAPersonNeeds() throws IOException {
    AlertChange change = book.consider(Verdicts.drifted(1)).get(0);
    JsonNode data = data(events.alert("id-1", change));
    assertThat(data.get("state").asText()).isEqualTo("firing");
    assertThat(data.get("episode").asInt()).isEqualTo(1);
    assertThat(data.get("severity").asText()).isEqualTo("warning");
    assertThat(data.get("startsAt").asText()).isEqualTo("2001-03-05T01:00:00Z");
    assertThat(data.has("endsAt")).isFalse();
    JsonNode column = data.get("drifted").get(0);
    assertThat(column.get("column").asText()).isEqualTo("distance");
    assertThat(column.get("measure").asText()).isEqualTo("ks");
    assertThat(column.get("value").asDouble()).isEqualTo(0.4);
    assertThat(column.get("threshold").asDouble()).isEqualTo(0.05);
    assertThat(column.get("part").asDouble()).isEqualTo(1);
    assertThat(column.get("since").asText()).isEqualTo("2001-03-04T22:00:00Z");
    assertThat(data.get("since").asText()).isEqualTo("2001-03-04T22:00:00Z");
    assertThat(data.get("summary").asText())
        .isEqualTo(
            "flight-delay version 1: 1 column drifted between 2001-03-05 01:00 and"
                + " 2001-03-05 02:00 UTC, since 2001-03-04 22:00:"
                + " distance (KS 0.400, tolerance 0.050)");
    assertThat(data.get("verdictKey").asText()).isEqualTo(Verdicts.drifted(1).key());
    assertThat(data.get("links").get("verdicts").asText())
        .isEqualTo(
            "https://leeway.example.com/v1/models/flight-delay/verdicts?version=1&segment="
                + "&from=2001-03-05T01%3A00%3A00Z&to=2001-03-05T02%3A00%3A00Z");
    String id = Verdict.id(Verdicts.drifted(1).key());
    assertThat(data.get("verdictId").asText()).isEqualTo(id);
    assertThat(data.get("recompute").get("referenceId").asText()).isEqualTo("ref-1");
    assertThat(data.get("links").get("verdict").asText())
        .isEqualTo("https://leeway.example.com/v1/models/flight-delay/verdicts/" + id);
    assertThat(data.get("links").get("dashboard").asText())
        .startsWith("https://grafana.example.com/d/leeway?var-model=flight-delay&var-version=1");
  }

  /** Without another one the status page is the dashboard, at the window that fired. */
  @Test
  void alert_leadsToTheStatusPage() throws IOException {
    AlertChange change = book.consider(Verdicts.drifted(1)).get(0);
    Events own = new Events(new Links("https://leeway.example.com", ""));
    assertThat(data(own.alert("id-1", change)).get("links").get("dashboard").asText())
        .isEqualTo(
            "https://leeway.example.com/#model=flight-delay&version=1&segment=&length=PT1H&window="
                + Verdict.id(Verdicts.drifted(1).key()));
  }

  @Test
  void alert_tellsHowOftenItWasTold() throws IOException {
    AlertRule rule = AlertRule.of(Cause.DRIFT).every(Duration.ofHours(1));
    AlertBook repeating = new AlertBook(AlertRules.only(rule), List.of());
    repeating.consider(Verdicts.drifted(1));
    AlertChange again = repeating.consider(Verdicts.drifted(2)).get(0);
    String json = events.alert("id-2", again);
    assertThat(tree(json).get("type").asText()).isEqualTo("dev.leeway.alert.firing");
    assertThat(data(json).get("told").asInt()).isEqualTo(2);
    assertThat(data(json).get("startsAt").asText()).isEqualTo("2001-03-05T01:00:00Z");
  }

  @Test
  void alert_tellsHowItEnded() throws IOException {
    book.consider(Verdicts.drifted(1));
    AlertChange change = book.consider(Verdicts.good(2)).get(0);
    String json = events.alert("id-2", change);
    assertThat(tree(json).get("type").asText()).isEqualTo("dev.leeway.alert.resolved");
    JsonNode data = data(json);
    assertThat(data.get("resolvedBy").asText()).isEqualTo("recovered");
    assertThat(data.get("endsAt").asText()).isEqualTo("2001-03-05T03:00:00Z");
    assertThat(data.get("drifted")).as("what had drifted is told again").hasSize(1);
  }

  @Test
  void retraining_isAManifest() throws IOException {
    AlertChange change = book.consider(Verdicts.drifted(1)).get(0);
    RetrainingRequest request = RetrainingRequest.of(RetrainingPolicy.of("nightly", "ci"), change);
    String json = events.retraining(request);
    assertThat(tree(json).get("type").asText()).isEqualTo("dev.leeway.retraining.requested");
    assertThat(tree(json).get("id").asText()).isEqualTo(request.triggerId()).hasSize(52);
    JsonNode data = data(json);
    assertThat(data.get("triggerId").asText()).isEqualTo(request.triggerId());
    assertThat(data.get("policy").asText()).isEqualTo("nightly");
    assertThat(data.get("referenceId").asText()).isEqualTo("ref-1");
    assertThat(data.get("reason").asText()).startsWith("alert ").contains("episode 1");
    assertThat(data.get("windows").get("from").asText()).isEqualTo("2001-03-05T01:00:00Z");
    assertThat(data.get("windows").get("to").asText()).isEqualTo("2001-03-05T02:00:00Z");
    assertThat(data.get("since").asText()).isEqualTo("2001-03-04T22:00:00Z");
    assertThat(data.get("drifted")).hasSize(1);
    assertThat(data.at("/drifted/0/part").asDouble()).isEqualTo(1);
    assertThat(data.has("offsets")).as("where nobody knows").isFalse();

    JsonNode known =
        data(
            events.retraining(
                request.with(List.of(new ReceivedRange("leeway.predictions", 2, 10, 101)))));
    assertThat(known.get("offsets").toString())
        .isEqualTo("[{\"topic\":\"leeway.predictions\",\"partition\":2,\"from\":10,\"to\":101}]");
  }

  @Test
  void alert_tellsTheLargestPartFirst() throws IOException {
    List<ColumnVerdict> columns =
        List.of(
            Verdicts.moved("__joint__", 0.1), Verdicts.moved("distance", 0.6),
            Verdicts.column("origin", State.OK), Verdicts.moved("delay", 0.3));
    AlertChange change = book.consider(Verdicts.of(1, State.DRIFTED, columns)).get(0);

    JsonNode data = data(events.alert("id-1", change));

    assertThat(data.get("drifted").findValuesAsText("column"))
        .containsExactly("distance", "delay", "__joint__");
    assertThat(data.at("/drifted/1/part").asDouble()).isCloseTo(0.3, within(1e-9));
    assertThat(data.get("summary").asText())
        .endsWith(
            ": distance (60 % of the drift; moved), delay (30 % of the drift; moved),"
                + " columns together (10 % of the drift; moved)");
    assertThat(data.has("since")).as("of columns that tell no beginning").isFalse();
  }

  /** Standard Webhooks advises to stay below 20 kB. */
  @Test
  void alert_staysSmallWhateverDrifted() {
    List<ColumnVerdict> columns = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ColumnVerdict column = Verdicts.column("a".repeat(120) + i, State.DRIFTED);
      columns.add(
          new ColumnVerdict(
              column.column(),
              column.kind(),
              column.state(),
              "w".repeat(10_000),
              1,
              0,
              column.measures(),
              column.since()));
    }
    AlertChange change = book.consider(Verdicts.of(1, State.DRIFTED, columns)).get(0);
    assertThat(events.alert("id-1", change).getBytes(UTF_8)).hasSizeLessThan(20_000);
  }

  private static JsonNode tree(String json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static JsonNode data(String json) throws IOException {
    return tree(json).get("data");
  }
}
