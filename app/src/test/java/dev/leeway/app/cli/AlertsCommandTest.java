package dev.leeway.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.alerting.engine.Alerting;
import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.bench.alerts.AlertingMain;
import dev.leeway.bench.alerts.AlertingOrder;
import dev.leeway.bench.alerts.Receiver;
import dev.leeway.event.ModelRef;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.DispatchWire;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.wire.VerdictWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code leeway alerts ...} beside a Kafka, a registry and alerting. */
@ExtendWith(SharedKafka.class)
class AlertsCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2001-03-05T00:00:00Z");

  @TempDir private Path folder;
  private Topics topics;
  private KafkaSchemaRegistry registry;
  private RegistryServer server;
  private KafkaProducer<byte[], byte[]> producer;
  private AlertingOrder order;
  private final Receiver receiver = Receiver.start(InstantSource.system());

  @BeforeEach
  void begin(EmbeddedKafka kafka) throws Exception {
    topics = new Topics("alerts-cli-" + System.nanoTime(), 1);
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(topics);
    }
    registry = KafkaSchemaRegistry.open(client, topics.schemas());
    server = RegistryServer.start(registry, "127.0.0.1", 0);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    order = new AlertingOrder(kafka.bootstrapServers(), server.uri(), topics, receiver.url());
    Files.writeString(
        folder.resolve("leeway.yaml"),
        "kafka: {bootstrapServers: '%s'}\ntopics: {prefix: %s}\nregistry: {url: '%s'}"
            .formatted(kafka.bootstrapServers(), topics.prefix(), server.uri()));
  }

  @AfterEach
  void end() {
    producer.close();
    server.close();
    registry.close();
    receiver.close();
  }

  @Test
  void alerts_areListedAcknowledgedAndSilenced() throws Exception {
    try (Alerting alerting = AlertingMain.start(order, AlertingMain.kafka(order))) {
      drift("m");
      JsonNode alert = await().atMost(PATIENCE).until(this::first, Optional::isPresent).get();
      assertThat(alert.path("model").asText()).isEqualTo("m");
      String fingerprint = alert.path("alert").asText();

      CommandRun taken = run("ack", fingerprint, "--by", "anna", "--why", "mine");
      assertThat(taken.exitCode()).as(taken.err()).isZero();
      await().atMost(PATIENCE).until(() -> state().equals("acknowledged"));

      CommandRun silenced = run("silence", "--model", "other", "--for", "PT1H", "--by", "bob");
      assertThat(silenced.exitCode()).as(silenced.err()).isZero();
      String id = silenced.out().strip();
      assertThat(run("list").out()).contains(id, "\"other\"", "\"bob\"");
      assertThat(run("unsilence", id).exitCode()).isZero();
      assertThat(run("list").out()).doesNotContain(id);
      assertThat(run("unsilence", id).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(alerting.health()).allMatch(part -> part.well());
    }
  }

  @Test
  void commands_thatMeanNothing_areBadInput() {
    assertThat(run("ack", "nobody").err()).contains("no alert has the fingerprint");
    assertThat(run("silence", "--for", "PT1H").err()).contains("say which alerts");
    assertThat(run("silence", "--model", "m", "--for", "P91D").err()).contains("90 days");
    assertThat(run("silence", "--model", "m", "--until", "soon").err()).contains("--until");
    assertThat(run("silence", "--model", "m").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void redeliver_queuesWhatWasGivenUp_andWhatIsHeldByItsIdOnly() throws Exception {
    Dispatch dead = dispatch("dead").tried(Dispatch.State.DEAD, "410");
    Dispatch held = dispatch("held").held("waits for approval");
    DispatchWire wire = new DispatchWire(registry, topics);
    for (Dispatch one : List.of(dead, held)) {
      put(topics.outbox(), one.id(), wire.encode(one));
    }

    CommandRun listed = run("redeliver");
    assertThat(listed.out()).contains("dead  ", "held  ", "410", "2 messages given up");
    assertThat(run("redeliver", "--all").out()).contains("dead  ", "1 message queued again");
    assertThat(run("redeliver").out()).contains("1 message given up").doesNotContain("dead  ");
    assertThat(run("redeliver", "held").out()).contains("1 message queued again");
    assertThat(run("redeliver").out()).contains("0 messages given up");
    CommandRun unknown = run("redeliver", "held");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unknown.err()).contains("not among the dead letters");
  }

  @Test
  void preview_showsWhatATargetWouldBeTold() throws IOException {
    Files.writeString(
        folder.resolve("leeway.yaml"),
        """
        alerting:
          targets:
            - name: log
              lines: {}
        """);

    CommandRun shown = run("preview", "--target", "log");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out()).startsWith("# log").contains("drift");
    assertThat(run("preview", "--target", "log", "--resolved").out()).isNotEqualTo(shown.out());
    assertThat(run("preview", "--target", "nobody").err()).contains("no target is named nobody");
  }

  private static Dispatch dispatch(String id) {
    return Dispatch.queued(
        id,
        new Dispatch.Message(
            "ops", "type", "{}", new Dispatch.Topic("m", "fingerprint", 1, "", START)),
        START,
        1);
  }

  private Optional<JsonNode> first() {
    return run("list", "--format", "json").out().lines().map(AlertsCommandTest::json).findFirst();
  }

  private String state() {
    return first().map(alert -> alert.path("state").asText()).orElse("");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drift(String model) throws Exception {
    Verdict verdict =
        new Verdict(
            new ModelRef(model, "1"),
            "",
            Window.starting(START.toEpochMilli(), HOUR),
            Verdict.Kind.DRIFT,
            1,
            State.DRIFTED,
            Verdict.UnknownReason.NONE,
            1_000,
            "ref",
            List.of());
    put(topics.verdicts(), verdict.key(), new VerdictWire(registry, topics).encode(verdict));
  }

  private void put(String topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
  }

  private CommandRun run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("alerts", command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("leeway.yaml").toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
