package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.QuarantineWire;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.RecordMapping;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTopologyTest {

  private static final DriftSettings ONE_PARTITION =
      new DriftSettings(1, Duration.ofSeconds(1), 1_000);

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

  private final SchemaRegistry registry = Fixtures.registry();
  private final RecordCodec<PredictionRecord> predictions = Fixtures.codec(registry);
  private final VerdictWire verdictWire = new VerdictWire(registry, Fixtures.TOPICS);
  private final QuarantineWire quarantineWire = new QuarantineWire(registry, Fixtures.TOPICS);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SplittableRandom random = new SplittableRandom(7);
  private TopologyTestDriver driver;
  private RunInput input;
  private TestOutputTopic<byte[], byte[]> verdicts;
  private TestOutputTopic<byte[], byte[]> quarantine;
  private int sent;

  @BeforeEach
  void start(@TempDir Path state) {
    DriftContext context =
        new DriftContext(
            new Wires(registry, Fixtures.TOPICS, List.of(TEAM_RECORD)),
            Fixtures.directory(Fixtures.reference()),
            ONE_PARTITION,
            new DriftMeters(meters));
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(new DriftTopology(context).get(), properties, Fixtures.NOON);
    input = new RunInput(driver, Fixtures.TOPICS.predictions());
    verdicts = output(Fixtures.TOPICS.verdicts());
    quarantine = output(Fixtures.TOPICS.quarantine());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void windows_closeOnceTimeHasPassedTheirEndAndGrace() throws Undecodable {
    send(Fixtures.NOON, 300, 1.0);
    assertThat(readVerdicts()).isEmpty();

    send(Fixtures.NOON.plusSeconds(600 + 29), 1, 1.0);
    assertThat(readVerdicts()).isEmpty();

    send(Fixtures.NOON.plusSeconds(600 + 30), 1, 1.0);
    List<Verdict> closed = readVerdicts();
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).rows()).isEqualTo(300);
    assertThat(closed.get(0).state()).isEqualTo(State.OK);
    assertThat(closed.get(0).window().start()).isEqualTo(Fixtures.NOON);
  }

  @Test
  void aScaledColumn_isNamedAndTheOtherIsNot() throws Undecodable {
    send(Fixtures.NOON, 300, 1.609344);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    Verdict verdict = readVerdicts().get(0);
    assertThat(verdict.state()).isEqualTo(State.DRIFTED);
    assertThat(verdict.drifted()).extracting("column").containsExactly("distance");
  }

  @Test
  void lateRows_makeARevision() throws Undecodable {
    send(Fixtures.NOON, 100, 1.0);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);
    assertThat(readVerdicts()).hasSize(1);

    send(Fixtures.NOON.plusSeconds(10), 50, 1.0);
    List<Verdict> revised = readVerdicts();
    Verdict last = revised.get(revised.size() - 1);
    assertThat(last.rows()).isEqualTo(150);
    assertThat(last.revision()).isEqualTo(1 + revised.size());
  }

  @Test
  void silence_closesTheLastWindow_onceItIsOver() throws Undecodable {
    send(Fixtures.NOON, 100, 1.0);
    beats(625);
    assertThat(readVerdicts()).isEmpty();

    beats(10);
    assertThat(readVerdicts()).extracting(Verdict::rows).containsExactly(100L);
  }

  @Test
  void fewRows_withPausesLongerThanTheIdleTimeout_makeOneVerdict() throws Undecodable {
    for (int i = 0; i < 11; i++) {
      Instant now = Fixtures.NOON.plusSeconds(i * 55L);
      input.pipeInput(
          key(i), predictions.encode(Fixtures.prediction("q" + i, now, random, 1.0)), now);
      beats(55);
    }
    assertThat(readVerdicts()).isEmpty();

    beats(40);
    assertThat(readVerdicts()).extracting(Verdict::rows).containsExactly(11L);
  }

  @Test
  void aStall_isNoSilence() throws Undecodable {
    send(Fixtures.NOON, 100, 1.0);
    beats(3);

    // Nothing runs for an hour; what the broker took meanwhile is read when it is over.
    driver.advanceWallClockTime(Duration.ofHours(1));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(readVerdicts()).isEmpty();
    send(Fixtures.NOON.plusSeconds(60), 50, 1.0);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    assertThat(readVerdicts()).extracting(Verdict::rows).containsExactly(150L);
  }

  @Test
  void aBadRecordTooLargeToKeep_isQuarantinedWithoutItsValue() throws Undecodable {
    input.pipeInput(key(1), new byte[Topics.MAX_RECORD_BYTES]);

    byte[] put = quarantine.readValue();
    assertThat(put).hasSizeLessThan(1_000);
    assertThat(quarantineWire.decode(put).getValue()).isNull();
    assertThat(quarantineWire.decode(put).getDetail()).contains(Topics.MAX_RECORD_BYTES + " bytes");
  }

  @Test
  void badRecords_areQuarantinedWithTheirPlaceAndTheRestGoesOn() throws Undecodable {
    input.pipeInput("k".getBytes(UTF_8), new byte[] {1, 2, 3, 4, 5, 6});
    input.pipeInput("k".getBytes(UTF_8), new byte[] {0, 0});
    send(Fixtures.NOON, 40, 1.0);
    send(Fixtures.NOON.minus(Duration.ofDays(1)), 1, 1.0);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    List<QuarantinedRecord> bad = new ArrayList<>();
    for (byte[] value : quarantine.readValuesToList()) {
      bad.add(quarantineWire.decode(value));
    }
    assertThat(bad)
        .extracting(QuarantinedRecord::getReason)
        .containsExactly("bad_magic", "too_short", "too_late");
    assertThat(bad).extracting(QuarantinedRecord::getOffset).containsExactly(0L, 1L, 42L);
    assertThat(readVerdicts()).extracting(Verdict::rows).containsExactly(40L);
    assertThat(meters.get("leeway.quarantined").tag("reason", "too_late").counter().count())
        .isEqualTo(1);
  }

  @Test
  void aBadRecordAmongOthersOfOnePoll_costsNoneOfThem() throws Undecodable {
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] good = predictions.encode(Fixtures.prediction("r" + i, Fixtures.NOON, random, 1.0));
      byte[] value = i == 7 ? new byte[] {9, 9, 9, 9, 9, 9} : i == 30 ? null : good;
      polled.add(input.record(key(i), value, Fixtures.NOON.plusSeconds(i)));
    }
    input.pipeRun(polled);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    List<QuarantinedRecord> bad = new ArrayList<>();
    for (byte[] value : quarantine.readValuesToList()) {
      bad.add(quarantineWire.decode(value));
    }
    assertThat(bad).extracting(QuarantinedRecord::getOffset).containsExactly(7L, 30L);
    assertThat(bad.get(0).getReceivedAt()).isEqualTo(Fixtures.NOON.plusSeconds(7));
    assertThat(bad.get(0).getKey().array()).isEqualTo(key(7));
    assertThat(readVerdicts()).extracting(Verdict::rows).containsExactly(38L);
  }

  @Test
  void aTeamsOwnRecords_areCountedBesideOurs() throws IOException, Undecodable {
    for (int i = 0; i < 60; i++) {
      input.pipeInput(("t" + i).getBytes(UTF_8), scored("t" + i, 300 + i), Fixtures.NOON);
    }
    send(Fixtures.NOON, 40, 1.0);
    send(Fixtures.NOON.plusSeconds(700), 1, 1.0);

    Verdict verdict = readVerdicts().get(0);
    assertThat(verdict.rows()).isEqualTo(100);
    assertThat(verdict.columns())
        .filteredOn(column -> column.column().equals("carrier"))
        .extracting(ColumnVerdict::missing)
        .containsExactly(60L);
  }

  private void beats(int seconds) {
    for (int i = 0; i < seconds; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  private static byte[] key(int i) {
    return ("k" + i).getBytes(UTF_8);
  }

  private byte[] scored(String id, double distance) throws IOException {
    GenericRecord record = new GenericData.Record(SCORED);
    record.put("request", id);
    record.put("at", Fixtures.NOON.toEpochMilli() * 1_000);
    record.put("distance", distance);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int schemaId = registry.register("scored-value", SCORED);
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCORED).write(record, encoder);
    return out.toByteArray();
  }

  private void send(Instant at, int count, double scale) {
    for (int i = 0; i < count; i++) {
      String id = "p" + sent++;
      input.pipeInput(
          id.getBytes(UTF_8),
          predictions.encode(Fixtures.prediction(id, at, random, scale)),
          at.isAfter(Fixtures.NOON) ? at : Fixtures.NOON);
    }
  }

  private List<Verdict> readVerdicts() throws Undecodable {
    List<Verdict> read = new ArrayList<>();
    for (byte[] value : verdicts.readValuesToList()) {
      read.add(verdictWire.decode(value));
    }
    return read;
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
