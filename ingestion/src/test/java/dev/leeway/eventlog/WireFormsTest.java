package dev.leeway.eventlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Frame;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.TypedColumn;
import dev.leeway.wire.TypedForm;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The typed form and batches, as the log writes them. */
class WireFormsTest {

  private static final ModelRef MODEL = new ModelRef("team/churn", "1");
  private static final int PARTITIONS = 3;
  private static final Duration NEVER = Duration.ofHours(1);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SelectiveRegistry registry = new SelectiveRegistry();
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private volatile List<TypedColumn> columns = List.of();
  private @Nullable KafkaEventLog open;

  @AfterEach
  void close() {
    if (open != null) open.close(Duration.ofSeconds(1));
  }

  @Test
  void append_writesTheTypedForm_onceColumnsAreKnownAndRegistered() throws Exception {
    KafkaEventLog log = open(Batching.NONE);
    log.append(EventKind.PREDICTION, List.of(event("a")));
    awaitSent(1);
    assertThat(schemaOf(sent(0)).getName()).isEqualTo("PredictionRecord");

    columns = List.of(column("x"), column("score"));
    untilTyped(log);

    ProducerRecord<byte[], byte[]> typed = last();
    Schema schema = schemaOf(typed);
    assertThat(schema.getField("feature_x_number")).isNotNull();
    assertThat(schema.getField("output_score_number")).isNotNull();
    assertThat(registry.subjects).contains("leeway.predictions-team~churn");
    EventRow row = new EventRow();
    new PredictionDecoders(registry, List.of()).decode(typed.value(), 0, typed.value().length, row);
    assertThat(row.cells()).isEqualTo(3);
    assertThat(row.headText(EventRow.MODEL)).isEqualTo("team/churn");
  }

  @Test
  void append_ofOtherColumns_changesTheSchema_andWritesTheOldOneMeanwhile() throws Exception {
    KafkaEventLog log = open(Batching.NONE);
    columns = List.of(column("x"));
    untilTyped(log);

    columns = List.of(column("x"), new TypedColumn("word", ColumnKind.CATEGORICAL, false));
    await()
        .until(
            () -> {
              sendOne(log);
              assertThat(schemaOf(last()).getFullName()).isEqualTo(TypedForm.NAME);
              return schemaOf(last()).getField("feature_word_category") != null;
            });
  }

  @Test
  void append_whileTheRegistryRefusesTheTypedForm_writesTheMapForm() {
    registry.refused = "leeway.predictions-team~churn";
    columns = List.of(column("x"));
    KafkaEventLog log = open(Batching.NONE);

    await()
        .until(
            () -> {
              sendOne(log);
              return registry.refusals > 0;
            });
    sendOne(log);
    sendOne(log);

    assertThat(schemaOf(last()).getName()).isEqualTo("PredictionRecord");
    assertThat(registry.refusals).isEqualTo(1);
    assertThat(log.health().healthy()).isTrue();
  }

  @Test
  void append_packsEventsOfOnePartition_upToTheLimit() throws Exception {
    KafkaEventLog log = open(new Batching(4, 1 << 20, NEVER));
    List<EncodedEvent> events = IntStream.range(0, 200).mapToObj(i -> event("event-" + i)).toList();
    CompletableFuture<Void> kept = log.append(EventKind.PREDICTION, events);
    log.close(Duration.ofSeconds(5));

    List<String> ids = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      List<String> inRecord = ids(record);
      assertThat(inRecord).hasSizeLessThanOrEqualTo(4);
      assertThat(inRecord).first().isEqualTo(new String(record.key(), US_ASCII));
      int partition = partition(inRecord.get(0));
      assertThat(inRecord).allMatch(id -> partition(id) == partition);
      if (record.partition() != null) assertThat(record.partition()).isEqualTo(partition);
      ids.addAll(inRecord);
    }
    assertThat(ids).containsAll(events.stream().map(EncodedEvent::id).toList());
    assertThat(producer.history()).hasSizeLessThan(60);
    assertThat(kept).isNotDone();
    while (producer.completeNext()) {
      // Each acknowledges a record.
    }
    kept.get(1, TimeUnit.SECONDS);
  }

  @Test
  void append_lingersNoLongerThanItMay() throws Exception {
    KafkaEventLog log = open(new Batching(1_000, 1 << 20, Duration.ofMillis(20)));

    log.append(EventKind.PREDICTION, List.of(event("a"), event("a"), event("a")));

    awaitSent(1);
    assertThat(ids(last())).containsExactly("a", "a", "a");
  }

  @Test
  void append_packsNoMoreBytesThanItMay() throws Exception {
    int size = event("a").size();
    KafkaEventLog log = open(new Batching(1_000, 2 * size + 1, NEVER));

    log.append(
        EventKind.PREDICTION,
        List.of(event("a"), event("a"), event("a"), event("a"), event("a"), event("a")));
    log.close(Duration.ofSeconds(5));

    assertThat(producer.history())
        .hasSize(3)
        .allSatisfy(record -> assertThat(ids(record)).hasSize(2));
  }

  @Test
  void aBatchThatTheTopicDoesNotTake_goesInHalves_andLaterOnesAreSmaller() throws Exception {
    KafkaEventLog log = open(new Batching(4, 1 << 20, NEVER));
    List<EncodedEvent> four = List.of(event("a"), event("a"), event("a"), event("a"));
    CompletableFuture<Void> kept = log.append(EventKind.PREDICTION, four);
    await().until(() -> producer.errorNext(new RecordTooLargeException("2000000 bytes")));

    awaitSent(3);
    assertThat(producer.history().subList(1, 3))
        .allSatisfy(record -> assertThat(ids(record)).hasSize(2))
        .allSatisfy(record -> assertThat(record.partition()).isEqualTo(partition("a")));
    assertThat(kept).isNotDone();
    await().until(producer::completeNext);
    await().until(producer::completeNext);
    kept.get(2, TimeUnit.SECONDS);

    log.append(EventKind.PREDICTION, four);
    log.close(Duration.ofSeconds(5));
    assertThat(producer.history().subList(3, producer.history().size()))
        .hasSizeGreaterThan(1)
        .allSatisfy(record -> assertThat(ids(record)).hasSizeLessThan(4));
  }

  @Test
  void anEventThatTheTopicDoesNotTake_failsAlone() throws Exception {
    KafkaEventLog log = open(new Batching(2, 1 << 20, NEVER));
    CompletableFuture<Void> first = log.append(EventKind.PREDICTION, List.of(event("a")));
    CompletableFuture<Void> second = log.append(EventKind.PREDICTION, List.of(event("a")));
    RecordTooLargeException tooLarge = new RecordTooLargeException("2000000 bytes");
    await().until(() -> producer.errorNext(tooLarge));
    await().until(() -> producer.errorNext(tooLarge));
    await().until(producer::completeNext);

    second.get(2, TimeUnit.SECONDS);
    assertThatThrownBy(() -> first.get(2, TimeUnit.SECONDS))
        .hasCauseInstanceOf(EventLogException.class);
  }

  @Test
  void aBatchThatIsNotAcknowledged_failsEveryoneInIt() {
    KafkaEventLog log = open(new Batching(2, 1 << 20, NEVER));
    CompletableFuture<Void> first = log.append(EventKind.PREDICTION, List.of(event("a")));
    CompletableFuture<Void> second = log.append(EventKind.PREDICTION, List.of(event("a")));
    await().until(() -> producer.errorNext(new TimeoutException("no broker")));

    for (CompletableFuture<Void> kept : List.of(first, second)) {
      assertThatThrownBy(() -> kept.get(2, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(EventLogException.class);
    }
  }

  @Test
  void close_sendsWhatIsPacked() {
    KafkaEventLog log = open(new Batching(1_000, 1 << 20, NEVER));
    log.append(EventKind.PREDICTION, List.of(event("a"), event("a")));

    log.close(Duration.ofSeconds(5));

    assertThat(producer.history()).hasSize(1);
    assertThat(ids(last())).containsExactly("a", "a");
  }

  private KafkaEventLog open(Batching batching) {
    KafkaEventLog log =
        new KafkaEventLog(
            () -> producer,
            new KafkaEventLog.Surroundings(
                registry,
                Topics.withDefaults(),
                () -> now,
                new WireForms(model -> model.equals(MODEL) ? columns : List.of(), batching)),
            new DirectRegistrar());
    open = log;
    return log;
  }

  private void untilTyped(KafkaEventLog log) {
    await()
        .until(
            () -> {
              sendOne(log);
              return schemaOf(last()).getFullName().equals(TypedForm.NAME);
            });
  }

  private void sendOne(KafkaEventLog log) {
    now = now.plusSeconds(2);
    int before = producer.history().size();
    log.append(EventKind.PREDICTION, List.of(event("a")));
    awaitSent(before + 1);
  }

  private void awaitSent(int count) {
    await().until(() -> producer.history().size() >= count);
  }

  private ProducerRecord<byte[], byte[]> sent(int index) {
    return producer.history().get(index);
  }

  private ProducerRecord<byte[], byte[]> last() {
    return sent(producer.history().size() - 1);
  }

  private Schema schemaOf(ProducerRecord<byte[], byte[]> record) {
    try {
      return registry.byId(Frame.schemaId(record.value(), 0, record.value().length));
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }

  private List<String> ids(ProducerRecord<byte[], byte[]> record) {
    List<String> ids = new ArrayList<>();
    PredictionDecoder.Events events =
        new PredictionDecoder.Events() {
          @Override
          public void decoded(EventRow row, int offset, int length) {
            ids.add(row.headText(EventRow.ID));
          }

          @Override
          public void undecodable(Undecodable why, int offset, int length) {
            throw new AssertionError(why);
          }
        };
    try {
      new PredictionDecoders(registry, List.of())
          .decodeEach(record.value(), new EventRow(), events);
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
    return ids;
  }

  private static int partition(String id) {
    return BuiltInPartitioner.partitionForKey(id.getBytes(US_ASCII), PARTITIONS);
  }

  private static TypedColumn column(String name) {
    return new TypedColumn(name, ColumnKind.NUMERIC, false);
  }

  private static EncodedEvent event(String id) {
    PredictionEncoder encoder = new PredictionEncoder();
    encoder.features().put("x", 1.5);
    encoder.features().put("word", "w");
    encoder.output().put("score", 0.25);
    return encoder.encode(new PredictionHead(id, MODEL, Instant.EPOCH, Optional.empty()));
  }

  private static Cluster cluster() {
    Node node = new Node(0, "127.0.0.1", 9092);
    List<PartitionInfo> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(
                i ->
                    new PartitionInfo(
                        "leeway.predictions", i, node, new Node[] {node}, new Node[] {node}))
            .toList();
    return new Cluster(
        "cluster", Arrays.asList(node), partitions, java.util.Set.of(), java.util.Set.of());
  }

  /** Registers on the thread that asks, so that the next event is written as it should be. */
  private static final class DirectRegistrar extends AbstractExecutorService {

    private volatile boolean ended;

    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public void shutdown() {
      ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      ended = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return ended;
    }

    @Override
    public boolean isTerminated() {
      return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return ended;
    }
  }

  /** A registry that may refuse a subject. */
  private static final class SelectiveRegistry implements SchemaRegistry {

    private final MemorySchemaRegistry inner = new MemorySchemaRegistry();
    private final java.util.Set<String> subjects =
        java.util.concurrent.ConcurrentHashMap.newKeySet();
    private volatile String refused = "";
    private volatile int refusals;

    @Override
    public synchronized int register(String subject, Schema schema) {
      if (subject.equals(refused)) {
        refusals++;
        throw new RegistryException(RegistryException.Kind.INCOMPATIBLE, "no");
      }
      int id = inner.register(subject, schema);
      subjects.add(subject);
      return id;
    }

    @Override
    public Schema byId(int id) {
      return inner.byId(id);
    }
  }
}
