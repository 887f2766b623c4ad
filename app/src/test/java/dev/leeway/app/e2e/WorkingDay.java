package dev.leeway.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.app.process.LeewayProcess;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.Frame;
import dev.leeway.wire.RecordCodec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A working day of the whole process on an existing Kafka: eight hours of predictions, the feed
 * changes miles to kilometres in the sixth, some events come late and some records are broken.
 */
final class WorkingDay implements AutoCloseable {

  static final int HOURS = 8;
  static final int EVENTS_AN_HOUR = 400;
  static final int LATE = 25;
  static final Instant INCIDENT = hour(5);

  /** The hour that some events come late for. */
  static final Instant REVISED = hour(1);

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Traffic traffic = new Traffic(3, "p");
  private final List<Traffic.Event> accepted = new ArrayList<>();
  private final Map<String, String> broken = new HashMap<>();
  private final WebhookInbox inbox;
  private final LeewayProcess leeway;
  private final Api api;

  /**
   * @param folder for settings and data
   */
  WorkingDay(String bootstrapServers, Path folder) throws Exception {
    inbox = new WebhookInbox();
    LeewayFiles files = new LeewayFiles(folder).on(bootstrapServers, "pipeline", inbox.url());
    leeway = LeewayProcess.start(files.load());
    api = new Api(leeway.url());
  }

  /** Plays it; returns when every accepted prediction is in a verdict. */
  void play() throws Exception {
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

  static Instant hour(int hour) {
    return Traffic.START.plus(Traffic.WINDOW.multipliedBy(hour));
  }

  static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  LeewayProcess leeway() {
    return leeway;
  }

  Api api() {
    return api;
  }

  WebhookInbox inbox() {
    return inbox;
  }

  List<Traffic.Event> accepted() {
    return accepted;
  }

  /** Reasons of the broken records, by {@link #place}. */
  Map<String, String> broken() {
    return broken;
  }

  /** All verdicts on a window, the first one first. */
  List<JsonNode> revisions(Instant windowStart) throws Exception {
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

  @Override
  public void close() {
    leeway.close();
    inbox.close();
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
    stranger.setModel("nobody");
    PredictionRecord nameless = traffic.next(REVISED, 1).record();
    nameless.setId("");
    byte[] whole = codec.encode(traffic.next(REVISED, 1).record());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", leeway.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      put(producer, null, "too_short");
      put(producer, "{\"id\":1}".getBytes(UTF_8), "bad_magic");
      put(producer, Frame.header(1_000_000), "unknown_schema");
      put(producer, Arrays.copyOf(whole, whole.length - 3), "malformed");
      put(producer, codec.encode(stranger), "unknown_model");
      put(producer, codec.encode(nameless), "bad_id");
    }
  }

  private void put(KafkaProducer<byte[], byte[]> producer, byte @Nullable [] value, String reason)
      throws Exception {
    RecordMetadata where =
        producer.send(new ProducerRecord<>(leeway.topics().predictions(), value)).get();
    broken.put(place(where.topic(), where.partition(), where.offset()), reason);
  }

  private static double scale(int hour) {
    return hour(hour).isBefore(INCIDENT) ? 1 : Traffic.KILOMETRES;
  }
}
