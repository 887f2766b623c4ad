package dev.leeway.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.kafka.KafkaUnderTest;
import dev.leeway.app.process.LeewayProcess;
import dev.leeway.event.ModelRef;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.wire.Frame;
import dev.leeway.wire.RecordCodec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A working day of the whole process on an existing Kafka: eight hours of predictions, the feed
 * changes miles to kilometres in the sixth, some events come late and some records are broken.
 */
@ExtendWith(KafkaUnderTest.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int HOURS = 8;
  private static final int EVENTS_AN_HOUR = 400;
  private static final int LATE = 25;
  private static final Instant INCIDENT = hour(5);
  private static final Instant REVISED = hour(1);

  /** Series that appear only in trouble that this day does not have. */
  private static final Set<String> NOT_TODAY =
      Set.of(
          "leeway_capped_total",
          "leeway_late_rows_total",
          "leeway_pipeline_restarts_total",
          "leeway_store_retries_total",
          "leeway_store_undecodable_total");

  private final Traffic traffic = new Traffic(3, "p");
  private final List<Traffic.Event> accepted = new ArrayList<>();

  /** Why, by where it was put. */
  private final Map<String, String> broken = new HashMap<>();

  private WebhookInbox inbox;
  private LeewayProcess leeway;
  private Api api;

  @BeforeAll
  void playTheDay(KafkaUnderTest.Cluster kafka, @TempDir Path folder) throws Exception {
    inbox = new WebhookInbox();
    leeway =
        LeewayProcess.start(
            new LeewayFiles(folder).on(kafka.bootstrapServers(), "pipeline", inbox.url()).load());
    api = new Api(leeway.url());
    leeway.publish(Traffic.reference());
    for (int hour = 0; hour < HOURS - 1; hour++) {
      send(traffic.spread(EVENTS_AN_HOUR, hour(hour), Traffic.WINDOW, scale(hour)));
    }
    await().atMost(PATIENCE).until(() -> !revisions(REVISED).isEmpty());
    send(traffic.spread(LATE, REVISED, Traffic.WINDOW, 1));
    breakRecords();
    send(traffic.spread(EVENTS_AN_HOUR, hour(HOURS - 1), Traffic.WINDOW, scale(HOURS - 1)));
    Recount truth = Recount.of(accepted).unsegmented();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(truth.differences(api.rows())).isEmpty());
  }

  @AfterAll
  void stop() {
    if (leeway != null) leeway.close();
    if (inbox != null) inbox.close();
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
  void revisions_ascendByOneToTheLateRows() throws Exception {
    List<JsonNode> revisions = revisions(REVISED);
    assertThat(revisions).hasSizeGreaterThan(1);
    for (int i = 0; i < revisions.size(); i++) {
      assertThat(revisions.get(i).path("revision").asInt()).isEqualTo(i + 1);
    }
    assertThat(revisions.get(0).path("rows").asLong()).isEqualTo(EVENTS_AN_HOUR);
    assertThat(revisions.get(revisions.size() - 1).path("rows").asLong())
        .isEqualTo(EVENTS_AN_HOUR + LATE);
  }

  @Test
  void brokenRecords_areInTheQuarantineWithTheirPlace() throws Exception {
    RecordCodec<QuarantinedRecord> codec =
        new RecordCodec<>(
            leeway.registry(),
            RecordCodec.subject(leeway.topics().quarantine()),
            QuarantinedRecord.getClassSchema());
    Map<String, String> found = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(leeway.bootstrapServers(), leeway.topics().quarantine())) {
      QuarantinedRecord put = codec.decode(record.value());
      found.put(
          place(put.getTopic(), put.getPartition(), put.getOffset()), put.getReason().toString());
    }
    assertThat(found).isEqualTo(broken);
  }

  @Test
  void predictionsOfAnUnknownModel_areRefused() throws Exception {
    String line = traffic.next(REVISED, 1).json().replace(Traffic.MODEL.name(), "nobody");
    HttpResponse<String> answer = api.post("/v1/predictions", line);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText())
        .isEqualTo("unknown_model");
  }

  @Test
  void labels_areOnTheirTopic() throws Exception {
    StringBuilder lines = new StringBuilder();
    List<String> ids = accepted.subList(0, 50).stream().map(Traffic.Event::id).toList();
    for (String id : ids) {
      lines.append("{\"predictionId\":\"" + id + "\",\"model\":\"parcel-delay\",\"value\":3}\n");
    }
    assertThat(api.post("/v1/labels", lines.toString()).statusCode()).isEqualTo(202);
    RecordCodec<LabelRecord> codec =
        new RecordCodec<>(
            leeway.registry(),
            RecordCodec.subject(leeway.topics().labels()),
            LabelRecord.getClassSchema());
    List<String> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(leeway.bootstrapServers(), leeway.topics().labels())) {
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
    await().atMost(PATIENCE).until(() -> !inbox.messages().isEmpty());
    assertThat(inbox.refused()).isEmpty();
    assertThat(inbox.messages()).hasSize(1);
    WebhookInbox.Message message = inbox.messages().get(0);
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
    double sent = accepted.size();
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
    for (String reason : new HashSet<>(broken.values())) {
      long times = broken.values().stream().filter(reason::equals).count();
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

  private void send(List<Traffic.Event> events) throws IOException, InterruptedException {
    HttpResponse<String> answer = api.post("/v1/predictions", Traffic.lines(events));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    accepted.addAll(events);
  }

  /** Puts records on the predictions topic that no service of ours would send. */
  private void breakRecords() throws Exception {
    RecordCodec<PredictionRecord> codec =
        new RecordCodec<>(
            leeway.registry(),
            RecordCodec.subject(leeway.topics().predictions()),
            PredictionRecord.getClassSchema());
    PredictionRecord stranger = traffic.next(REVISED, 1).record();
    stranger.setModel(new ModelRef("nobody", "1").name());
    PredictionRecord nameless = traffic.next(REVISED, 1).record();
    nameless.setId("");
    byte[] whole = codec.encode(traffic.next(REVISED, 1).record());
    byte[] cut = ByteBuffer.allocate(whole.length - 3).put(whole, 0, whole.length - 3).array();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", leeway.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      put(producer, null, "too_short");
      put(producer, "{\"id\":1}".getBytes(UTF_8), "bad_magic");
      put(producer, Frame.header(1_000_000), "unknown_schema");
      put(producer, cut, "malformed");
      put(producer, codec.encode(stranger), "unknown_model");
      put(producer, codec.encode(nameless), "bad_id");
    }
  }

  private void put(KafkaProducer<byte[], byte[]> producer, byte[] value, String reason)
      throws Exception {
    RecordMetadata where =
        producer.send(new ProducerRecord<>(leeway.topics().predictions(), value)).get();
    broken.put(place(where.topic(), where.partition(), where.offset()), reason);
  }

  /** All verdicts on a window, the first one first. */
  private List<JsonNode> revisions(Instant windowStart) throws Exception {
    List<JsonNode> revisions = new ArrayList<>();
    for (JsonNode verdict : api.verdicts()) {
      if (!Api.start(verdict).equals(windowStart)) continue;
      api.json("/v1/models/parcel-delay/verdicts/" + verdict.path("id").asText())
          .path("revisions")
          .forEach(revisions::add);
    }
    Collections.reverse(revisions);
    return revisions;
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

  private static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  private static double scale(int hour) {
    return hour(hour).isBefore(INCIDENT) ? 1 : Traffic.KILOMETRES;
  }

  private static Instant hour(int hour) {
    return Traffic.START.plus(Traffic.WINDOW.multipliedBy(hour));
  }
}
