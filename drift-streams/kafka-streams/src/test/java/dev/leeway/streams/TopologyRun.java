package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.testkit.Fixtures;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.RecordMapping;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The drift topology without Kafka: one partition, the fixtures' model, a clock that tests move.
 */
final class TopologyRun implements AutoCloseable {

  final SchemaRegistry registry = Fixtures.registry();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final DriftMeters shown = new DriftMeters(meters);
  final LiveWindows live = new LiveWindows();
  private final RecordCodec<PredictionRecord> predictions = Fixtures.codec(registry);
  private final SplittableRandom random = new SplittableRandom(7);
  private final Wires wires;
  private final TopologyTestDriver driver;
  private final RunInput input;
  private final RunInput labels;
  private final RecordCodec<LabelRecord> labelCodec;
  private final TestOutputTopic<byte[], byte[]> partials;
  private final TestOutputTopic<byte[], byte[]> verdicts;
  private final TestOutputTopic<byte[], byte[]> profiles;
  private final TestOutputTopic<byte[], byte[]> quarantine;
  private int sent;

  TopologyRun(ModelDirectory directory, List<RecordMapping> mappings, Path state) {
    wires = new Wires(registry, Fixtures.TOPICS, mappings);
    DriftSettings onePartition = new DriftSettings(1, Duration.ofSeconds(1), 1_000);
    CommitPace pace = new CommitPace(Duration.ofSeconds(1), System::nanoTime);
    DriftContext context =
        new DriftContext(wires, directory, onePartition, shown, live, new RunLedger(), pace);
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(new DriftTopology(context).get(), properties, Fixtures.NOON);
    input = new RunInput(driver, Fixtures.TOPICS.predictions());
    labels = new RunInput(driver, Fixtures.TOPICS.labels());
    labelCodec =
        new RecordCodec<>(
            registry, RecordCodec.subject(Fixtures.TOPICS.labels()), LabelRecord.getClassSchema());
    partials = output(Fixtures.TOPICS.partials());
    verdicts = output(Fixtures.TOPICS.verdicts());
    profiles = output(Fixtures.TOPICS.profiles());
    quarantine = output(Fixtures.TOPICS.quarantine());
  }

  /** A prediction of the fixtures' traffic that has not been sent. */
  PredictionRecord prediction(Instant at, double scale) {
    return Fixtures.prediction("p" + sent++, at, random, scale);
  }

  /** Sends predictions of the fixtures' traffic, received when they happened. */
  void send(Instant at, int count, double scale) {
    for (int i = 0; i < count; i++) send(prediction(at, scale));
  }

  /** Sends a prediction, received when it happened but never before noon. */
  void send(PredictionRecord prediction) {
    Instant at = prediction.getEventTime();
    Instant receivedAt = at.isAfter(Fixtures.NOON) ? at : Fixtures.NOON;
    send(prediction.getId(), predictions.encode(prediction), receivedAt);
  }

  /** Sends what may be no prediction. */
  void send(String key, byte[] value, Instant receivedAt) {
    input.pipeInput(key.getBytes(UTF_8), value, receivedAt);
  }

  /** Sends the outcome of a prediction, received when it became known. */
  void label(String id, Object value, Instant at) {
    LabelRecord label = new LabelRecord(id, Fixtures.MODEL.name(), value, at);
    sendLabel(id, labelCodec.encode(label), at);
  }

  /** Sends what may be no label. */
  void sendLabel(String key, byte[] value, Instant receivedAt) {
    labels.pipeInput(key.getBytes(UTF_8), value, receivedAt);
  }

  /** Sends what may be no partial. */
  void sendPartial(String key, byte[] value) {
    driver
        .createInputTopic(
            Fixtures.TOPICS.partials(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key.getBytes(UTF_8), value);
  }

  byte[] encode(PerformancePartial partial) {
    return wires.partials().encode(partial);
  }

  /** What outcomes have come to since the last look, by segment and pane. */
  SortedMap<String, PerformanceProfile> outcomes() throws Undecodable {
    SortedMap<String, PerformanceProfile> sums = new TreeMap<>();
    PartialWire wire = wires.partials();
    for (byte[] value : partials.readValuesToList()) {
      if (!wire.isOfOutcomes(value)) continue;
      PerformancePartial partial = wire.decodeOutcomes(value);
      sums.merge(
          partial.segment() + "|" + partial.paneStart(),
          partial.profile(),
          PerformanceProfile::merge);
    }
    return sums;
  }

  /** Tides since the last look. */
  List<Tide> tides() throws Undecodable {
    List<Tide> tides = new ArrayList<>();
    PartialWire wire = wires.partials();
    for (byte[] value : partials.readValuesToList()) {
      if (wire.isTide(value)) tides.add(wire.decodeTide(value));
    }
    return tides;
  }

  /** Sends records as one poll gives them. */
  void sendPolled(List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled) {
    input.pipeRun(polled);
  }

  /** A record of the topic, not sent; without a value where it is null. */
  ConsumerRecord<ByteBuffer, ByteBuffer> record(String key, byte[] value, Instant receivedAt) {
    return input.record(key.getBytes(UTF_8), value, receivedAt);
  }

  byte[] encode(PredictionRecord prediction) {
    return predictions.encode(prediction);
  }

  /** Lets the clock go on, second by second. */
  void beats(int seconds) {
    for (int i = 0; i < seconds; i++) pause(Duration.ofSeconds(1));
  }

  /** Lets the clock go on at once: nothing ran meanwhile. */
  void pause(Duration length) {
    driver.advanceWallClockTime(length);
  }

  /** What has been told since the last look. */
  List<Verdict> verdicts() throws Undecodable {
    List<Verdict> read = new ArrayList<>();
    for (byte[] value : verdicts.readValuesToList()) read.add(wires.verdicts().decode(value));
    return read;
  }

  /** How many profiles have been sent since the last look. */
  int profiles() {
    return profiles.readValuesToList().size();
  }

  /** What has been put aside since the last look. */
  List<QuarantinedRecord> quarantined() throws Undecodable {
    List<QuarantinedRecord> read = new ArrayList<>();
    for (byte[] value : quarantine.readValuesToList()) read.add(wires.quarantine().decode(value));
    return read;
  }

  @Override
  public void close() {
    driver.close();
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
