package dev.leeway.app.e2e;

import static dev.leeway.app.e2e.WorkingDay.EVENTS_AN_HOUR;
import static dev.leeway.app.e2e.WorkingDay.HOURS;
import static dev.leeway.app.e2e.WorkingDay.INCIDENT;
import static dev.leeway.app.e2e.WorkingDay.LATE;
import static dev.leeway.app.e2e.WorkingDay.REVISED;
import static dev.leeway.app.e2e.WorkingDay.hour;
import static dev.leeway.app.e2e.WorkingDay.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.kafka.KafkaUnderTest;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.wire.RecordCodec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a {@link WorkingDay} leaves behind in every part. */
@ExtendWith(KafkaUnderTest.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Series of trouble that this day does not have, of labels, and of performance. */
  private static final Set<String> NOT_TODAY =
      Set.of(
          "leeway_capped_total",
          "leeway_detector_changes_total",
          "leeway_detector_warnings_total",
          "leeway_label_coverage",
          "leeway_labels_total",
          "leeway_late_rows_total",
          "leeway_performance",
          "leeway_performance_estimate_error",
          "leeway_performance_state",
          "leeway_performance_threshold",
          "leeway_performance_window_end_seconds",
          "leeway_performance_window_state",
          "leeway_pipeline_restarts_total",
          "leeway_predictions_unjoined_total",
          "leeway_quality_at_least",
          "leeway_state_damaged_total",
          "leeway_store_retries_total",
          "leeway_store_undecodable_total");

  private WorkingDay day;
  private Api api;

  @BeforeAll
  void playTheDay(KafkaUnderTest.Cluster kafka, @TempDir Path folder) throws Exception {
    day = new WorkingDay(kafka.bootstrapServers(), folder);
    api = day.api();
    day.play();
  }

  @AfterAll
  void stop() {
    if (day != null) day.close();
  }

  @Test
  void verdicts_sayWhichWindowsDriftedAndWhy() throws Exception {
    for (JsonNode verdict : api.verdicts()) {
      boolean after = !Api.start(verdict).isBefore(INCIDENT);
      assertThat(verdict.path("state").asText()).isEqualTo(after ? "DRIFTED" : "OK");
      List<String> drifted = new ArrayList<>();
      verdict.path("columns").forEach(column -> addIfDrifted(column, drifted));
      assertThat(drifted).isEqualTo(after ? List.of("distance") : List.of());
    }
  }

  @Test
  void everyWindow_isJudgedForQualityToo() throws Exception {
    List<JsonNode> quality = api.verdicts("quality");
    assertThat(quality).hasSameSizeAs(api.verdicts());
    for (JsonNode verdict : quality) {
      assertThat(verdict.path("state").asText()).as("%s", verdict).isEqualTo("OK");
      assertThat(verdict.path("constraints")).hasSize(2);
    }
  }

  @Test
  void revisions_ascendByOneToTheLateRows() throws Exception {
    List<JsonNode> revisions = day.revisions(REVISED);
    assertThat(revisions).hasSizeGreaterThan(1);
    for (int i = 0; i < revisions.size(); i++) {
      assertThat(revisions.get(i).path("revision").asInt()).isEqualTo(i + 1);
    }
    assertThat(revisions.get(0).path("rows").asLong()).isEqualTo(EVENTS_AN_HOUR);
    assertThat(revisions.get(revisions.size() - 1).path("rows").asLong())
        .isEqualTo(EVENTS_AN_HOUR + LATE);
  }

  @Test
  void openWindows_areAnsweredForAllPartitions_andNoneIsOpen() throws Exception {
    JsonNode live = api.json("/v1/models/" + Traffic.MODEL.name() + "/live");

    assertThat(live.path("complete").asBoolean()).isTrue();
    assertThat(live.path("verdicts")).isEmpty();
  }

  @Test
  void brokenRecords_areInTheQuarantineWithTheirPlace() throws Exception {
    RecordCodec<QuarantinedRecord> codec =
        new RecordCodec<>(
            day.leeway().registry(),
            RecordCodec.subject(day.leeway().topics().quarantine()),
            QuarantinedRecord.getClassSchema());
    Map<String, String> found = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(day.leeway().bootstrapServers(), day.leeway().topics().quarantine())) {
      QuarantinedRecord put = codec.decode(record.value());
      found.put(
          place(put.getTopic(), put.getPartition(), put.getOffset()), put.getReason().toString());
    }
    assertThat(found).isEqualTo(day.broken());
  }

  @Test
  void predictionsOfAnUnknownModel_areRefused() throws Exception {
    String line =
        new Traffic(9, "stranger").next(REVISED, 1).json().replace(Traffic.MODEL.name(), "nobody");
    HttpResponse<String> answer = api.post("/v1/predictions", line);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText())
        .isEqualTo("unknown_model");
  }

  @Test
  void labels_areOnTheirTopic() throws Exception {
    StringBuilder lines = new StringBuilder();
    List<String> ids = day.accepted().subList(0, 50).stream().map(Traffic.Event::id).toList();
    for (String id : ids) {
      lines.append("{\"predictionId\":\"" + id + "\",\"model\":\"parcel-delay\",\"value\":3}\n");
    }
    assertThat(api.post("/v1/labels", lines.toString()).statusCode()).isEqualTo(202);
    RecordCodec<LabelRecord> codec =
        new RecordCodec<>(
            day.leeway().registry(),
            RecordCodec.subject(day.leeway().topics().labels()),
            LabelRecord.getClassSchema());
    List<String> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(day.leeway().bootstrapServers(), day.leeway().topics().labels())) {
      found.add(codec.decode(record.value()).getPredictionId());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void webhook_comesOnceForTheIncidentAndIsSigned() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode alerts = api.json("/v1/alerts").path("alerts");
              assertThat(alerts).hasSize(1);
              assertThat(alerts.get(0).path("state").asText()).isEqualTo("FIRING");
              assertThat(alerts.get(0).path("lastWindowStart").asText())
                  .isEqualTo(hour(HOURS - 1).toString());
            });
    await().atMost(PATIENCE).until(() -> !day.inbox().messages().isEmpty());
    assertThat(day.inbox().refused()).isEmpty();
    assertThat(day.inbox().messages()).hasSize(1);
    WebhookInbox.Message message = day.inbox().messages().get(0);
    assertThat(message.contentType()).startsWith("application/cloudevents+json");
    assertThat(message.type()).isEqualTo("dev.leeway.alert.firing");
    assertThat(message.event().path("specversion").asText()).isEqualTo("1.0");
    assertThat(message.event().path("id").asText()).isEqualTo(message.id());
    assertThat(message.event().path("data").path("drifted").findValuesAsText("column"))
        .containsExactly("distance");
  }

  @Test
  void metrics_areThoseOfTheDocument() throws Exception {
    SortedSet<String> documented = documented();
    SortedSet<String> expected = new TreeSet<>(documented);
    expected.removeAll(NOT_TODAY);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(scrape().families()).containsAll(expected));
    assertThat(documented).containsAll(scrape().families());
  }

  @Test
  void metrics_ofTheWindowsAndThePipelineAreRight() throws Exception {
    Scrape scrape = scrape();
    double sent = day.accepted().size();
    String model = "model=\"parcel-delay\"";
    String series = model + ",segment=\"\",version=\"7\"";
    assertThat(scrape.value("leeway_ingest_accepted_total", "topic=\"predictions\""))
        .isEqualTo(sent);
    assertThat(scrape.value("leeway_predictions_total", model)).isEqualTo(sent);
    assertThat(scrape.value("leeway_pipeline_lag_records", "")).isZero();
    assertThat(scrape.value("leeway_pipeline_state", "")).isEqualTo(1);
    assertThat(scrape.value("leeway_windows_closed_total", model)).isEqualTo(HOURS);
    assertThat(scrape.value("leeway_window_rows", series)).isEqualTo(EVENTS_AN_HOUR);
    assertThat(scrape.value("leeway_window_state", series)).isEqualTo(1);
    assertThat(scrape.value("leeway_window_end_seconds", series))
        .isEqualTo((double) hour(HOURS).getEpochSecond());
    assertThat(scrape.value("leeway_drift_state", "column=\"distance\"," + series)).isEqualTo(1);
    assertThat(scrape.value("leeway_drift_state", "column=\"minutes\"," + series)).isZero();
    assertThat(scrape.value("leeway_missing_ratio", "column=\"distance\"," + series)).isZero();
    assertThat(scrape.value("leeway_drift_value", "column=\"distance\",measure=\"ks\"," + series))
        .isBetween(0.2, 0.6);
    assertThat(scrape.value("leeway_ingest_inflight_bytes", "")).isZero();
    for (String reason : new HashSet<>(day.broken().values())) {
      long times = day.broken().values().stream().filter(reason::equals).count();
      assertThat(scrape.value("leeway_quarantined_total", "reason=\"" + reason + "\""))
          .isEqualTo((double) times);
    }
  }

  @Test
  void metrics_ofAlertsAndDeliveriesAreRight() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Scrape scrape = scrape();
              assertThat(
                      scrape.value(
                          "leeway_alerts_firing", "cause=\"drift\",model=\"parcel-delay\""))
                  .isEqualTo(1);
              assertThat(scrape.value("leeway_alert_changes_total", "state=\"firing\""))
                  .isEqualTo(1);
              assertThat(
                      scrape.value(
                          "leeway_dispatches_total", "outcome=\"delivered\",target=\"on-call\""))
                  .isEqualTo(1);
              assertThat(scrape.value("leeway_outbox_pending", "target=\"on-call\"")).isZero();
            });
  }

  @Test
  void health_isGoodInAllItsParts() throws Exception {
    JsonNode health = api.json("/health");
    assertThat(health.path("status").asText()).isEqualTo("up");
    Set<String> parts = new TreeSet<>();
    health.path("parts").fieldNames().forEachRemaining(parts::add);
    assertThat(parts)
        .contains("drift job", "ingestion", "results store", "alert board", "verdict meters")
        .contains("alerts", "delivery");
    assertThat(health.path("parts").findValuesAsText("status")).containsOnly("up");
  }

  @Test
  void models_showTheOneThatDrifts() throws Exception {
    JsonNode models = api.json("/v1/models").path("models");
    assertThat(models).hasSize(1);
    assertThat(models.get(0).path("state").asText()).isEqualTo("DRIFTED");
    assertThat(models.get(0).path("driftedSince").asText()).isEqualTo(INCIDENT.toString());
  }

  private Scrape scrape() throws Exception {
    return Scrape.of(api.get("/metrics").body());
  }

  private static SortedSet<String> documented() throws IOException {
    Path document = Path.of("docs", "metrics.md");
    String text =
        Files.readString(Files.exists(document) ? document : Path.of("..").resolve(document));
    SortedSet<String> names = new TreeSet<>();
    Pattern.compile("^\\| `(leeway_\\w+)` \\|", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult row) -> row.group(1))
        .forEach(names::add);
    return names;
  }

  private static void addIfDrifted(JsonNode column, List<String> names) {
    if (column.path("state").asText().equals("DRIFTED")) {
      names.add(column.path("column").asText());
    }
  }
}
