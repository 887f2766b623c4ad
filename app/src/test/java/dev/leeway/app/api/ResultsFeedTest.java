package dev.leeway.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.AlertState;
import dev.leeway.store.Advance;
import dev.leeway.store.Batch;
import dev.leeway.store.Page;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.StoreMeters;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.feed.AlertBoard;
import dev.leeway.store.feed.ResultsWriter;
import dev.leeway.store.feed.TopicConsumers;
import dev.leeway.store.sql.SqlResultsStore;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.VerdictWire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the store's feeds make of a real broker: transactions, their markers, and a log that was
 * cut.
 */
@ExtendWith(SharedKafka.class)
class ResultsFeedTest {

  @TempDir Path directory;
  private final SchemaRegistry registry = new MemorySchemaRegistry();

  @Test
  void writer_keepsWhatWasCommittedAndThatOnce(EmbeddedKafka kafka) throws Exception {
    Topics topics = create(kafka, "feed-once");
    send(kafka, topics, true, 1, 2);
    send(kafka, topics, false, 8, 9);
    try (ResultsStore store = SqlResultsStore.open(directory.resolve("results.db"))) {
      readUntil(kafka, topics, store, 1, 2);
      send(kafka, topics, true, 3);
      assertThat(readUntil(kafka, topics, store, 1, 2, 3)).isEqualTo(1);
    }
  }

  /**
   * After a power failure Kafka may have lost what the store has kept, and a topic may have been
   * made anew: then the offset lies beyond the log, or is that of another record.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 1_000})
  void writer_readsAnewALogThatIsNotTheOneItKnew(long remembered, EmbeddedKafka kafka)
      throws Exception {
    Topics topics = create(kafka, "feed-anew-" + remembered);
    send(kafka, topics, true, 1, 2);
    try (ResultsStore store = SqlResultsStore.open(directory.resolve("results.db"))) {
      List<Advance> advances =
          Stream.of(0, 1)
              .map(
                  partition ->
                      new Advance(
                          OptionalLong.empty(),
                          new Position(topics.verdicts(), partition, remembered, 42)))
              .toList();
      store.apply(new Batch(List.of(), List.of(), advances));
      readUntil(kafka, topics, store, 1, 2);
    }
  }

  @Test
  void board_isKnownAlthoughTheTopicEndsWithAMarker(EmbeddedKafka kafka) throws Exception {
    Topics topics = create(kafka, "feed-board");
    RecordCodec<AlertRecord> codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.alerts()), AlertRecord.getClassSchema());
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      producer.beginTransaction();
      AlertRecord alert = Given.alert("a", "flights", AlertState.FIRING);
      producer.send(
          new ProducerRecord<>(topics.alerts(), "a".getBytes(UTF_8), codec.encode(alert)));
      producer.commitTransaction();
    }
    try (AlertBoard board =
        new AlertBoard(
            () -> TopicConsumers.open(connection(kafka), "board"),
            registry,
            topics,
            new StoreMeters(new SimpleMeterRegistry()))) {
      board.start();
      await().until(() -> board.alerts().isPresent());
      assertThat(board.alerts().orElseThrow())
          .extracting(AlertRecord::getFingerprint)
          .containsExactly("a");
    }
  }

  /** Runs a writer until the store holds verdicts of these hours; tells how many it wrote. */
  private int readUntil(EmbeddedKafka kafka, Topics topics, ResultsStore store, int... hours) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<Verdict> expected = Arrays.stream(hours).mapToObj(ResultsFeedTest::ok).toList();
    Page.Request all = Page.Request.first(Page.Order.OLDEST_FIRST, 100);
    try (ResultsWriter writer =
        new ResultsWriter(
            () -> TopicConsumers.open(connection(kafka), "writer"),
            new ResultsWriter.Codecs(registry, topics),
            store,
            new StoreMeters(meters))) {
      writer.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(store.verdicts(VerdictFilter.of("flights"), all).items())
                    .isEqualTo(expected);
                assertThat(writer.lag()).hasValue(0);
              });
    }
    return (int) meters.get("leeway.store.rows").tag("table", "verdicts").counter().count();
  }

  private static Verdict ok(int hour) {
    return Given.verdict().hour(hour, State.OK);
  }

  private void send(EmbeddedKafka kafka, Topics topics, boolean commit, int... hours) {
    VerdictWire wire = new VerdictWire(registry, topics);
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      producer.beginTransaction();
      for (int hour : hours) {
        byte[] value = wire.encode(ok(hour));
        producer.send(new ProducerRecord<>(topics.verdicts(), hour % 2, null, value));
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "feed-test"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static Topics create(EmbeddedKafka kafka, String prefix) throws Exception {
    Topics topics = new Topics(prefix, 2);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(topics);
    }
    return topics;
  }

  private static Map<String, Object> connection(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
