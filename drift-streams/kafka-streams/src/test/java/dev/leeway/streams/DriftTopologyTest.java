package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.RecordMapping;
import dev.leeway.wire.Undecodable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTopologyTest {

  /** A record that a team already writes. */
  private static final Schema SCORED =
      SchemaBuilder.record("com.example.Scored")
          .fields()
          .requiredString("request")
          .name("at")
          .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
          .noDefault()
          .requiredDouble("distance")
          .optionalString("carrier")
          .endRecord();

  private static final RecordMapping TEAM_RECORD =
      new RecordMapping(
          "com.example.Scored",
          "request",
          "at",
          Optional.of(Fixtures.MODEL.name()),
          Optional.empty(),
          Optional.of(Fixtures.MODEL.version()),
          Optional.empty(),
          Set.of());

  private TopologyRun run;

  @BeforeEach
  void start(@TempDir Path state) {
    run = new TopologyRun(Fixtures.directory(Fixtures.reference()), List.of(TEAM_RECORD), state);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void windows_closeOnceTimeHasPassedTheirEndAndGrace() throws Undecodable {
    run.send(Fixtures.NOON, 300, 1.0);
    assertThat(run.verdicts()).isEmpty();

    run.send(Fixtures.NOON.plusSeconds(600 + 29), 1, 1.0);
    assertThat(run.verdicts()).isEmpty();

    run.send(Fixtures.NOON.plusSeconds(600 + 30), 1, 1.0);
    List<Verdict> closed = run.verdicts();
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).rows()).isEqualTo(300);
    assertThat(closed.get(0).state()).isEqualTo(State.OK);
    assertThat(closed.get(0).window().start()).isEqualTo(Fixtures.NOON);
  }

  @Test
  void aScaledColumn_isNamedAndTheOtherIsNot() throws Undecodable {
    run.send(Fixtures.NOON, 300, 1.609344);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    Verdict verdict = run.verdicts().get(0);
    assertThat(verdict.state()).isEqualTo(State.DRIFTED);
    assertThat(verdict.drifted()).extracting("column").containsExactly("distance");
  }

  @Test
  void lateRows_makeARevision() throws Undecodable {
    run.send(Fixtures.NOON, 100, 1.0);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);
    assertThat(run.verdicts()).hasSize(1);

    run.send(Fixtures.NOON.plusSeconds(10), 50, 1.0);
    List<Verdict> revised = run.verdicts();
    Verdict last = revised.get(revised.size() - 1);
    assertThat(last.rows()).isEqualTo(150);
    assertThat(last.revision()).isEqualTo(1 + revised.size());
  }

  @Test
  void silence_closesTheLastWindow_onceItIsOver() throws Undecodable {
    run.send(Fixtures.NOON, 100, 1.0);
    run.beats(625);
    assertThat(run.verdicts()).isEmpty();

    run.beats(10);
    assertThat(run.verdicts()).extracting(Verdict::rows).containsExactly(100L);
  }

  @Test
  void fewRows_withPausesLongerThanTheIdleTimeout_makeOneVerdict() throws Undecodable {
    for (int i = 0; i < 11; i++) {
      Instant now = Fixtures.NOON.plusSeconds(i * 55L);
      run.send(now, 1, 1.0);
      run.beats(55);
    }
    assertThat(run.verdicts()).isEmpty();

    run.beats(40);
    assertThat(run.verdicts()).extracting(Verdict::rows).containsExactly(11L);
  }

  @Test
  void aStall_isNoSilence() throws Undecodable {
    run.send(Fixtures.NOON, 100, 1.0);
    run.beats(3);

    // Nothing runs for an hour; what the broker took meanwhile is read when it is over.
    run.pause(Duration.ofHours(1));
    run.pause(Duration.ofSeconds(1));
    assertThat(run.verdicts()).isEmpty();
    run.send(Fixtures.NOON.plusSeconds(60), 50, 1.0);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    assertThat(run.verdicts()).extracting(Verdict::rows).containsExactly(150L);
  }

  @Test
  void aBadRecordTooLargeToKeep_isQuarantinedWithoutItsValue() throws Undecodable {
    run.send("k", new byte[Topics.MAX_RECORD_BYTES], Fixtures.NOON);

    QuarantinedRecord put = run.quarantined().get(0);
    assertThat(put.getKey()).isNull();
    assertThat(put.getValue()).isNull();
    assertThat(put.getDetail()).contains(Topics.MAX_RECORD_BYTES + " bytes");
  }

  @Test
  void badRecords_areQuarantinedWithTheirPlaceAndTheRestGoesOn() throws Undecodable {
    run.send("k", new byte[] {1, 2, 3, 4, 5, 6}, Fixtures.NOON);
    run.send("k", new byte[] {0, 0}, Fixtures.NOON);
    run.send(Fixtures.NOON, 40, 1.0);
    run.send(Fixtures.NOON.minus(Duration.ofDays(1)), 1, 1.0);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    List<QuarantinedRecord> bad = run.quarantined();
    assertThat(bad)
        .extracting(QuarantinedRecord::getReason)
        .containsExactly("bad_magic", "too_short", "too_late");
    assertThat(bad).extracting(QuarantinedRecord::getOffset).containsExactly(0L, 1L, 42L);
    assertThat(run.verdicts()).extracting(Verdict::rows).containsExactly(40L);
    assertThat(run.meters.get("leeway.quarantined").tag("reason", "too_late").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aBadRecordAmongOthersOfOnePoll_costsNoneOfThem() throws Undecodable {
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] good = run.encode(run.prediction(Fixtures.NOON, 1.0));
      byte[] value = i == 7 ? new byte[] {9, 9, 9, 9, 9, 9} : i == 30 ? null : good;
      polled.add(run.record("k" + i, value, Fixtures.NOON.plusSeconds(i)));
    }
    run.sendPolled(polled);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    List<QuarantinedRecord> bad = run.quarantined();
    assertThat(bad).extracting(QuarantinedRecord::getOffset).containsExactly(7L, 30L);
    assertThat(bad.get(0).getReceivedAt()).isEqualTo(Fixtures.NOON.plusSeconds(7));
    assertThat(bad.get(0).getKey().array()).isEqualTo("k7".getBytes(UTF_8));
    assertThat(run.verdicts()).extracting(Verdict::rows).containsExactly(38L);
  }

  @Test
  void aTeamsOwnRecords_areCountedBesideOurs() throws IOException, Undecodable {
    for (int i = 0; i < 60; i++) {
      run.send("t" + i, scored("t" + i, 300 + i), Fixtures.NOON);
    }
    run.send(Fixtures.NOON, 40, 1.0);
    run.send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    Verdict verdict = run.verdicts().get(0);
    assertThat(verdict.rows()).isEqualTo(100);
    assertThat(verdict.columns())
        .filteredOn(column -> column.column().equals("carrier"))
        .extracting(ColumnVerdict::missing)
        .containsExactly(60L);
  }

  @Test
  void liveWindows_areWhatWasMergedByTheCommitAfterTheQuestion() throws Exception {
    run.send(Fixtures.NOON, 300, 1.609344);
    LiveWindows.Question question =
        new LiveWindows.Question(Fixtures.MODEL.name(), Optional.empty(), "");
    CompletableFuture<Optional<LiveWindows.Answer>> asked =
        CompletableFuture.supplyAsync(() -> ask(question));
    // The test's thread is the job's: it commits until the question has been answered.
    while (!asked.isDone()) run.beats(1);

    LiveWindows.Answer answer = asked.get().orElseThrow();
    assertThat(answer.partitions()).containsExactly(0);
    Verdict soFar = answer.soFar().get(0);
    assertThat(soFar.rows()).isEqualTo(300);
    run.beats(800);
    assertThat(run.verdicts()).containsExactly(soFar);
  }

  @Test
  void liveWindows_thatNobodyAnswersFor_areLeftOut() throws Exception {
    LiveWindows.Question question =
        new LiveWindows.Question(Fixtures.MODEL.name(), Optional.empty(), "");

    Optional<LiveWindows.Answer> answer = run.live.ask(question, Duration.ofMillis(20));

    assertThat(answer.orElseThrow().partitions()).isEmpty();
  }

  private Optional<LiveWindows.Answer> ask(LiveWindows.Question question) {
    try {
      return run.live.ask(question, Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] scored(String id, double distance) throws IOException {
    GenericRecord record = new GenericData.Record(SCORED);
    record.put("request", id);
    record.put("at", Fixtures.NOON.toEpochMilli() * 1_000);
    record.put("distance", distance);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int schemaId = run.registry.register("scored-value", SCORED);
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCORED).write(record, encoder);
    return out.toByteArray();
  }
}
