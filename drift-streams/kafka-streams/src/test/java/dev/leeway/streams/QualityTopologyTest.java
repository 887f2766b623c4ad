package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.quality.DuplicateIds;
import dev.leeway.quality.Freshness;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.ValuePattern;
import dev.leeway.reference.Reference;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quality verdicts, from predictions to the topic. */
class QualityTopologyTest {

  private static final QualityPolicy POLICY =
      new QualityPolicy(
          List.of(
              new DuplicateIds(0.05),
              new ValuePattern("carrier", "[A-Z]{2}", 0.01),
              new Freshness(Duration.ofMinutes(10))),
          30);

  private final SchemaRegistry registry = Fixtures.registry();
  private final RecordCodec<PredictionRecord> predictions = Fixtures.codec(registry);
  private final VerdictWire wire = new VerdictWire(registry, Fixtures.TOPICS);
  private final SplittableRandom random = new SplittableRandom(7);
  private TopologyTestDriver driver;
  private RunInput input;
  private TestOutputTopic<byte[], byte[]> verdicts;
  private TestOutputTopic<byte[], byte[]> profiles;

  @BeforeEach
  void start(@TempDir Path state) {
    DriftContext context =
        new DriftContext(
            new Wires(registry, Fixtures.TOPICS, List.of()),
            new WithQuality(Fixtures.directory(Fixtures.reference())),
            new DriftSettings(1, Duration.ofSeconds(1), 1_000),
            new DriftMeters(new SimpleMeterRegistry()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(new DriftTopology(context).get(), properties, Fixtures.NOON);
    input = new RunInput(driver, Fixtures.TOPICS.predictions());
    verdicts = output(Fixtures.TOPICS.verdicts());
    profiles = output(Fixtures.TOPICS.profiles());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void oneWindow_hasTwoVerdictsAndOneProfile() throws Undecodable {
    for (int i = 0; i < 200; i++) send("p" + i % 150, i < 20 ? "delta" : "DL", Fixtures.NOON);
    send("last", "DL", Fixtures.NOON.plusSeconds(700));

    List<Verdict> told = read();
    assertThat(told)
        .extracting(Verdict::kind)
        .containsExactly(Verdict.Kind.DRIFT, Verdict.Kind.QUALITY);
    Verdict quality = told.get(1);
    assertThat(quality.window()).isEqualTo(told.get(0).window());
    assertThat(quality.state()).isEqualTo(State.FAILED);
    assertThat(quality.constraints())
        .extracting(ConstraintResult::constraint, result -> result.observed().orElseThrow())
        .containsExactly(
            tuple("duplicate_ids", 0.25), tuple("pattern", 0.1), tuple("freshness", 0.0));
    assertThat(profiles.readValuesToList()).hasSize(1);
  }

  @Test
  void silence_isToldByTheClock_once() throws Undecodable {
    for (int i = 0; i < 100; i++) send("p" + i, "DL", Fixtures.NOON);

    for (int second = 0; second < 7_200; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    List<Verdict> quality =
        read().stream().filter(verdict -> verdict.kind() == Verdict.Kind.QUALITY).toList();
    assertThat(quality).extracting(Verdict::rows).containsExactly(100L, 0L);
    assertThat(quality).extracting(Verdict::state).containsExactly(State.OK, State.FAILED);
    assertThat(quality.get(1).constraints().get(2).observed()).hasValue(1_200);
  }

  private void send(String id, String carrier, Instant at) {
    PredictionRecord record = Fixtures.prediction(id, at, random, 1.0);
    record.setFeatures(new HashMap<>(record.getFeatures()));
    record.getFeatures().put("carrier", carrier);
    input.pipeInput(new TestRecord<>(id.getBytes(UTF_8), predictions.encode(record), at));
  }

  private List<Verdict> read() throws Undecodable {
    List<Verdict> read = new ArrayList<>();
    for (byte[] value : verdicts.readValuesToList()) read.add(wire.decode(value));
    return read;
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The fixture's model, with constraints. */
  private record WithQuality(ModelDirectory models) implements ModelDirectory {

    @Override
    public Optional<Monitor> monitor(String model) {
      return models.monitor(model).map(monitor -> monitor.with(POLICY));
    }

    @Override
    public Optional<Reference> reference(ModelRef model, Instant paneStart) {
      return models.reference(model, paneStart);
    }
  }
}
