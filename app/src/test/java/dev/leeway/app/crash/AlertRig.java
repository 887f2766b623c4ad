package dev.leeway.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.bench.alerts.AlertingOrder;
import dev.leeway.bench.alerts.Receiver;
import dev.leeway.bench.alerts.Tally;
import dev.leeway.bench.alerts.Transitions;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All that alerting needs round it: topics, a registry, verdicts, and a webhook to tell. */
final class AlertRig implements AutoCloseable {

  private static final int MODELS = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2001-03-05T00:00:00Z");

  private final String bootstrapServers;
  private final Topics topics;
  private final Random random;
  private final KafkaSchemaRegistry registry;
  private final RegistryServer server;
  private final VerdictWire wire;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Receiver receiver = Receiver.start(InstantSource.system());
  private final Transitions expected = new Transitions();
  private int hour;

  /**
   * @param topics of its own; also the name of the job that writes the verdicts
   */
  AlertRig(String bootstrapServers, Topics topics, Random random) throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.random = random;
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(client)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(topics);
    }
    registry = KafkaSchemaRegistry.open(client, topics.schemas());
    server = RegistryServer.start(registry, "127.0.0.1", 0);
    wire = new VerdictWire(registry, topics);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topics.prefix()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  AlertingOrder order() {
    return new AlertingOrder(bootstrapServers, server.uri(), topics, receiver.url());
  }

  /** Publishes one commit of the drift job: one window of every model, or up to three. */
  void publish() {
    producer.beginTransaction();
    for (int windows = 1 + random.nextInt(3); windows > 0; windows--) {
      Window window = Window.starting(START.plus(HOUR.multipliedBy(hour++)).toEpochMilli(), HOUR);
      for (int model = 0; model < MODELS; model++) {
        Verdict verdict = verdict("model-" + model, window, state());
        expected.take(verdict);
        byte[] key = verdict.key().getBytes(UTF_8);
        var unused =
            producer.send(new ProducerRecord<>(topics.verdicts(), key, wire.encode(verdict)));
      }
    }
    producer.commitTransaction();
  }

  /** What came by now, beside what must come. */
  Tally tally() {
    return Tally.of(expected.all(), receiver.told());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    receiver.close();
    server.close();
    registry.close();
  }

  /** Some windows in a row are alike, some are not; one in ten says nothing. */
  private State state() {
    int dice = random.nextInt(10);
    if (dice == 0) return State.UNKNOWN;
    return dice < 5 ? State.DRIFTED : State.OK;
  }

  private static Verdict verdict(String model, Window window, State state) {
    return new Verdict(
        new ModelRef(model, "1"),
        "",
        window,
        Verdict.Kind.DRIFT,
        1,
        state,
        state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_ROWS : Verdict.UnknownReason.NONE,
        1_000,
        "ref",
        List.of(new ColumnVerdict("distance", ColumnKind.NUMERIC, state, "", 1_000, 0, List.of())));
  }
}
