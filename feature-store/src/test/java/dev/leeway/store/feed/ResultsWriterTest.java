package dev.leeway.store.feed;

import static dev.leeway.store.Samples.MODEL;
import static dev.leeway.store.Samples.hour;
import static dev.leeway.store.Samples.profile;
import static dev.leeway.store.Samples.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.WindowProfileRecord;
import dev.leeway.store.Advance;
import dev.leeway.store.Batch;
import dev.leeway.store.Page;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.RowsWritten;
import dev.leeway.store.StoreException;
import dev.leeway.store.StoreMeters;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.sql.SqlResultsStore;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.VerdictWire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsWriterTest {

  private static final Topics TOPICS = Topics.withDefaults();

  @TempDir Path directory;
  private final SchemaRegistry registry = new MemorySchemaRegistry();
  private final VerdictWire wire = new VerdictWire(registry, TOPICS);
  private final FakeLog log = new FakeLog();
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = SqlResultsStore.open(directory.resolve("results.db"));
    log.create(TOPICS.verdicts());
    log.create(TOPICS.profiles());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void start_bringsVerdictsAndProfilesIntoTheStore() {
    append(1);
    appendProfile(1);
    try (ResultsWriter writer = start(store)) {
      append(2);
      awaitHours(1, 2);
      await().untilAsserted(() -> assertThat(writer.lag()).hasValue(0));
      assertThat(writer.health()).isEqualTo(FeedHealth.of(FeedHealth.State.RUNNING));
    }
    assertThat(store.profile(VerdictKey.of(verdict(1, 1, State.OK))))
        .contains(profile(1, 1, (byte) 42));
    assertThat(meters.get("leeway.store.rows").tag("table", "profiles").counter().count())
        .isEqualTo(1);
  }

  @Test
  void start_goesOnWhereTheLastWriterEnded() {
    append(1);
    append(2);
    try (ResultsWriter writer = start(store)) {
      awaitHours(1, 2);
      assertThat(writer.health().healthy()).isTrue();
    }
    append(3);
    meters = new SimpleMeterRegistry();
    try (ResultsWriter writer = start(store)) {
      awaitHours(1, 2, 3);
      assertThat(writer.health().healthy()).isTrue();
    }
    assertThat(verdictsWritten()).isEqualTo(1);
    assertThat(store.positions()).extracting(Position::nextOffset).containsExactly(3L);
  }

  @Test
  void start_triesAgainWhileTheStoreIsAway() {
    AtomicBoolean away = new AtomicBoolean(true);
    ResultsStore flaky =
        new ForwardingStore(store) {
          @Override
          public RowsWritten apply(Batch batch) {
            if (away.get()) {
              throw new StoreException(StoreException.Kind.UNAVAILABLE, "disk full");
            }
            return super.apply(batch);
          }
        };
    append(1);
    try (ResultsWriter writer = start(flaky)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(writer.health())
                      .isEqualTo(new FeedHealth(FeedHealth.State.RETRYING, "disk full")));
      away.set(false);
      awaitHours(1);
      await().until(() -> writer.health().healthy());
    }
    assertThat(meters.get("leeway.store.retries").counter().count()).isPositive();
  }

  /** As after a kill between the commit and whatever was to follow it. */
  @Test
  void start_doesNotRepeatWhatWasKeptBeforeAFailure() {
    AtomicInteger calls = new AtomicInteger();
    ResultsStore breaking =
        new ForwardingStore(store) {
          @Override
          public RowsWritten apply(Batch batch) {
            RowsWritten rows = super.apply(batch);
            if (calls.getAndIncrement() == 0) {
              throw new StoreException(StoreException.Kind.UNAVAILABLE, "cut off after commit");
            }
            return rows;
          }
        };
    append(1);
    try (ResultsWriter writer = start(breaking)) {
      await().until(() -> log.opened() == 2);
      append(2);
      awaitHours(1, 2);
      assertThat(writer.health().healthy()).isTrue();
    }
    assertThat(verdictsWritten()).isEqualTo(1);
  }

  @Test
  void start_triesAgainWhileKafkaIsAway() {
    log.refuse(3);
    append(1);
    try (ResultsWriter writer = start(store)) {
      awaitHours(1);
      assertThat(writer.health().healthy()).isTrue();
    }
    assertThat(log.opened()).isEqualTo(4);
  }

  @Test
  void start_triesAgainWhileTheRegistryIsAway() {
    AtomicBoolean away = new AtomicBoolean(true);
    SchemaRegistry flaky =
        new SchemaRegistry() {
          @Override
          public int register(String subject, Schema schema) {
            return registry.register(subject, schema);
          }

          @Override
          public Schema byId(int id) {
            if (away.get()) {
              throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "registry away");
            }
            return registry.byId(id);
          }
        };
    append(1);
    try (ResultsWriter writer = start(store, flaky)) {
      await().until(() -> writer.health().detail().equals("registry away"));
      away.set(false);
      awaitHours(1);
    }
  }

  @Test
  void start_passesOverWhatIsNoResult() {
    append(1);
    log.append(TOPICS.verdicts(), "k", new byte[] {9, 9, 9, 9, 9, 9});
    log.append(TOPICS.verdicts(), "k", null);
    append(2);
    try (ResultsWriter writer = start(store)) {
      awaitHours(1, 2);
      assertThat(writer.health().healthy()).isTrue();
    }
    assertThat(
            meters
                .get("leeway.store.undecodable")
                .tags("topic", TOPICS.verdicts(), "reason", "bad_magic")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(store.positions()).extracting(Position::nextOffset).containsExactly(4L);
  }

  @Test
  void start_leavesToAnotherWriterWhatThatHasDone() {
    append(0);
    try (ResultsWriter writer = start(store)) {
      awaitHours(0);
      ConsumerRecord<byte[], byte[]> next =
          log.next(TOPICS.verdicts(), "k", wire.encode(verdict(1, 1, State.OK)));
      store.apply(
          new Batch(
              List.of(), List.of(), List.of(new Advance(OptionalLong.of(1), SameLog.after(next)))));
      log.append(next);
      await().until(() -> log.opened() == 2);
      append(2);
      awaitHours(0, 2);
      assertThat(writer.health().healthy()).isTrue();
    }
  }

  /** A topic of the same name and length, but with other records. */
  @Test
  void start_readsALogFromItsBeginningThatIsNoLongerTheSame() {
    append(1);
    append(2);
    try (ResultsWriter writer = start(store)) {
      awaitHours(1, 2);
      assertThat(writer.health().healthy()).isTrue();
    }
    log.clear(TOPICS.verdicts());
    append(3);
    append(4);
    append(5);
    try (ResultsWriter writer = start(store)) {
      awaitHours(1, 2, 3, 4, 5);
      assertThat(writer.health().healthy()).isTrue();
    }
    assertThat(store.positions()).extracting(Position::nextOffset).containsExactly(3L);
  }

  @Test
  void start_waitsForTopicsThatDoNotExistYet() {
    FakeLog empty = new FakeLog();
    ResultsWriter.Codecs codecs = new ResultsWriter.Codecs(registry, TOPICS);
    try (ResultsWriter writer =
        new ResultsWriter(empty::open, codecs, store, new StoreMeters(meters))) {
      writer.start();
      await().until(() -> writer.health().detail().startsWith("waiting for the topics"));
      empty.create(TOPICS.verdicts());
      empty.append(TOPICS.verdicts(), "k", wire.encode(verdict(1, 1, State.OK)));
      awaitHours(1);
    }
  }

  @Test
  void close_endsTheThread() {
    ResultsWriter writer = start(store);
    await().until(() -> writer.health().healthy());

    writer.close();

    assertThat(writer.health()).isEqualTo(FeedHealth.of(FeedHealth.State.CLOSED));
    assertThat(meters.get("leeway.store.state").gauge().value()).isZero();
  }

  private ResultsWriter start(ResultsStore into) {
    return start(into, registry);
  }

  private ResultsWriter start(ResultsStore into, SchemaRegistry schemas) {
    ResultsWriter writer =
        new ResultsWriter(
            log::open, new ResultsWriter.Codecs(schemas, TOPICS), into, new StoreMeters(meters));
    writer.start();
    return writer;
  }

  private void append(int hour) {
    log.append(TOPICS.verdicts(), "k", wire.encode(verdict(hour, 1, State.OK)));
  }

  private void appendProfile(int hour) {
    RecordCodec<WindowProfileRecord> codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(TOPICS.profiles()), WindowProfileRecord.getClassSchema());
    WindowProfileRecord record = new WindowProfileRecord();
    record.setModel(MODEL.name());
    record.setVersion(MODEL.version());
    record.setSegment("");
    record.setWindowStart(hour(hour).start());
    record.setWindowEnd(hour(hour).end());
    record.setRevision(1);
    record.setReferenceId("reference-1");
    record.setRows(100);
    record.setProfile(ByteBuffer.wrap(new byte[] {42}));
    log.append(TOPICS.profiles(), "k", codec.encode(record));
  }

  /** Waits until the store holds verdicts of exactly these hours. */
  private void awaitHours(int... hours) {
    List<Verdict> expected =
        java.util.Arrays.stream(hours).mapToObj(hour -> verdict(hour, 1, State.OK)).toList();
    Page.Request all = Page.Request.first(Page.Order.OLDEST_FIRST, 100);
    await()
        .untilAsserted(
            () ->
                assertThat(store.verdicts(VerdictFilter.of(MODEL.name()), all).items())
                    .isEqualTo(expected));
  }

  private double verdictsWritten() {
    return meters.get("leeway.store.rows").tag("table", "verdicts").counter().count();
  }
}
