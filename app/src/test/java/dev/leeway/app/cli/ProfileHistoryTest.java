package dev.leeway.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.WindowProfileWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** References of what lies in topics. */
@ExtendWith(SharedKafka.class)
class ProfileHistoryTest {

  private static final ModelRef MODEL = new ModelRef("m", "1");
  private static final Instant START = Instant.parse("2001-03-05T00:00:00Z");

  @TempDir private Path folder;
  private Topics topics = new Topics("history", 1);
  private KafkaSchemaRegistry schemas;
  private RegistryServer server;
  private KafkaProducer<byte[], byte[]> producer;
  private String config;

  @BeforeEach
  void start(EmbeddedKafka kafka, TestInfo test) throws Exception {
    String prefix = "history-" + test.getTestMethod().orElseThrow().getName().hashCode();
    topics = new Topics(prefix, 1);
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(topics);
    }
    schemas = KafkaSchemaRegistry.open(client, topics.schemas());
    server = RegistryServer.start(schemas, "127.0.0.1", 0);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    config =
        Files.writeString(
                folder.resolve("leeway.yaml"),
                "kafka: {bootstrapServers: '%s'}\ntopics: {prefix: '%s'}\nregistry: {url: '%s'}"
                    .formatted(kafka.bootstrapServers(), prefix, server.uri()))
            .toString();
  }

  @AfterEach
  void stop() throws IOException {
    producer.close();
    server.close();
    schemas.close();
  }

  @Test
  void fromTopic_givesTheReferenceOfTheSameRowsInAFile() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      predict(MODEL, i);
      if (i % 7 == 0) predict(new ModelRef("m", "2"), i);
      if (i % 100 == 0) send(topics.predictions(), new byte[] {1, 2, 3});
      lines.add(
          "{\"carrier\": %s, \"distance\": %d, \"minutes\": %s}"
              .formatted(i % 9 == 0 ? "null" : "\"c" + i % 4 + "\"", i, i / 8.0));
    }
    producer.flush();
    Path data = Files.write(folder.resolve("data.jsonl"), lines);

    CommandRun ofTopic = build("--from-topic", topics.predictions());
    Reference reference = read(ofTopic);
    Reference expected = read(build("--data", data.toString()));

    assertThat(reference.id()).isEqualTo(expected.id());
    assertThat(reference.bands()).isEqualTo(expected.bands());
    assertThat(ofTopic.err()).contains("note: 5 records were no predictions");
    assertThat(reference.provenance())
        .containsEntry("topic", topics.predictions())
        .containsEntry("offsets", "0:0-577")
        .containsEntry("rows", "500")
        .containsKeys("bytes", "sha256", "tool");
  }

  @Test
  void fromTopic_readsOnlyTheOffsetsAndColumnsThatAreMeant() throws Exception {
    for (int i = 0; i < 100; i++) {
      predict(MODEL, i);
    }
    producer.flush();

    Reference reference =
        read(
            build(
                "--from-topic",
                topics.predictions(),
                "--offsets",
                "0:10-60",
                "--exclude",
                "minutes"));

    assertThat(reference.profile().rows()).isEqualTo(50);
    assertThat(reference.layout().columns())
        .extracting("name")
        .containsExactly("carrier", "distance");
    assertThat(reference.provenance()).containsEntry("offsets", "0:10-60");
    CommandRun beyond = build("--from-topic", topics.predictions(), "--offsets", "0:10-101");
    assertThat(beyond.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(beyond.err()).contains("holds offsets 0-100, 10-101 is asked for");
    CommandRun noPartition = build("--from-topic", topics.predictions(), "--offsets", "5:0-1");
    assertThat(noPartition.err()).contains("has no partition 5");
  }

  @Test
  void fromTopic_readsByTimeOfReceipt() throws Exception {
    Instant before = Instant.now();
    predict(MODEL, 1);
    producer.flush();

    assertThat(
            build("--from-topic", topics.predictions(), "--to-time", before.minusSeconds(60) + "")
                .err())
        .contains("has no rows");
    assertThat(
            read(build(
                    "--from-topic",
                    topics.predictions(),
                    "--from-time",
                    before.minusSeconds(60) + ""))
                .profile()
                .rows())
        .isEqualTo(1);
  }

  @Test
  void fromWindows_isWhatTheirRowsGive() throws Exception {
    Reference published = publishReference();
    ProfileBuilder.Counting counting = new ProfileBuilder.Counting(published.layout());
    Map<Integer, Profile> newest = new HashMap<>();
    for (int hour = 0; hour < 30; hour++) {
      close(published.id(), "", hour, 1, window(counting, hour));
      close(published.id(), "carrier=c1", hour, 1, window(counting, hour));
      newest.put(hour, window(counting, hour));
    }
    Profile corrected = window(counting, 12);
    close(published.id(), "", 25, 2, corrected);
    newest.put(25, corrected);
    producer.flush();

    Reference reference = read(build("--from-windows", "--last", "20h"));

    Profile expected =
        newest.entrySet().stream()
            .filter(entry -> entry.getKey() >= 10)
            .map(Map.Entry::getValue)
            .reduce(Profile::merge)
            .orElseThrow();
    assertThat(ProfileCodec.decisionBytes(reference.profile()))
        .isEqualTo(ProfileCodec.decisionBytes(expected));
    assertThat(reference.layout()).isEqualTo(published.layout());
    assertThat(reference.bands().byColumn()).isNotEmpty();
    assertThat(reference.provenance())
        .containsEntry("windows", "20")
        .containsEntry("grid", published.id())
        .containsEntry("from", "2001-03-05T10:00:00Z")
        .containsEntry("to", "2001-03-06T06:00:00Z");
  }

  @Test
  void fromWindows_takesTheSameHourOfEarlierWeeks() throws Exception {
    Reference published = publishReference();
    ProfileBuilder.Counting counting = new ProfileBuilder.Counting(published.layout());
    for (int hour = 0; hour < 24 * 15; hour++) {
      close(published.id(), "", hour, 1, window(counting, hour));
    }
    producer.flush();

    assertThat(read(build("--from-windows", "--same-hour")).provenance())
        .containsEntry("windows", "2")
        .containsEntry("from", "2001-03-06T00:00:00Z");
    assertThat(read(build("--from-windows", "--same-hour", "2001-05-07T05:30:00Z")).provenance())
        .containsEntry("windows", "3")
        .containsEntry("from", "2001-03-05T05:00:00Z");
  }

  @Test
  void fromWindows_withoutAny_isBadInput() {
    CommandRun run = build("--from-windows");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no closed window of m:1");
    assertThat(build("--from-windows", "--exclude", "x").err()).contains("are counted already");
  }

  @Test
  void build_takesOneSourceOnly() {
    assertThat(build("--data", "x.csv", "--from-windows").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(build().exitCode()).isEqualTo(ExitCode.BAD_INPUT);
  }

  private CommandRun build(String... source) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "profile",
                "build",
                "--model=m",
                "--version=1",
                "-o",
                output(),
                "--config",
                config));
    all.addAll(List.of(source));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String output() {
    return folder.resolve("built.profile").toString();
  }

  private Reference read(CommandRun run) throws Exception {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return ReferenceFile.read(Path.of(output()));
  }

  private void send(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, value));
  }

  private void predict(ModelRef model, int number) {
    PredictionRecord record = new PredictionRecord();
    record.setId("p" + number);
    record.setModel(model.name());
    record.setVersion(model.version());
    record.setEventTime(START);
    record.setTags(Map.of("region", "eu"));
    Map<String, Object> features = new HashMap<>(Map.of("distance", (long) number));
    features.put("carrier", number % 9 == 0 ? null : "c" + number % 4);
    record.setFeatures(features);
    record.setOutput(Map.of("minutes", number / 8.0));
    send(
        topics.predictions(),
        new RecordCodec<PredictionRecord>(
                schemas,
                RecordCodec.subject(topics.predictions()),
                PredictionRecord.getClassSchema())
            .encode(record));
  }

  private Reference publishReference() throws Exception {
    List<String> rows = new ArrayList<>(List.of("carrier,distance"));
    for (int i = 0; i < 200; i++) {
      rows.add("c" + i % 4 + "," + i);
    }
    Path data = Files.write(folder.resolve("data.csv"), rows);
    Reference reference = read(build("--data", data.toString()));
    byte[] value = new ReferenceWire(schemas, topics).encode(reference);
    producer.send(new ProducerRecord<>(topics.references(), ReferenceWire.key(reference), value));
    producer.flush();
    return reference;
  }

  private static Profile window(ProfileBuilder.Counting counting, int hour) {
    ProfileBuilder rows = new ProfileBuilder(counting);
    for (int i = 0; i < 20; i++) {
      rows.startRow();
      byte[] carrier = ("c" + i * hour % 5).getBytes(UTF_8);
      rows.text(0, carrier, 0, carrier.length);
      rows.number(1, (i * 37 + hour * 11) % 230);
    }
    return rows.build();
  }

  private void close(String id, String segment, int hour, int revision, Profile profile) {
    Window window = Window.starting(START.toEpochMilli() + hour * 3_600_000L, Duration.ofHours(1));
    Verdict verdict =
        new Verdict(
            MODEL,
            segment,
            window,
            Verdict.Kind.DRIFT,
            revision,
            State.OK,
            Verdict.UnknownReason.NONE,
            profile.rows(),
            id,
            List.of());
    send(topics.profiles(), new WindowProfileWire(schemas, topics).encode(verdict, profile));
  }
}
