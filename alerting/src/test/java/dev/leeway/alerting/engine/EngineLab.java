package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Verdicts;
import dev.leeway.call.Secret;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.Target;
import dev.leeway.delivery.Webhook;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Health;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Severity;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A fake broker with an engine beside it, and a look at what the engine has written. */
final class EngineLab {

  static final Instant NOW = Instant.parse("2001-03-06T00:00:00Z");

  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  final Topics topics = Topics.withDefaults();
  final FakeKafka kafka = new FakeKafka(topics);
  final FakeRegistry registry = new FakeRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EngineContext context =
      new EngineContext(
          kafka,
          topics,
          EngineContext.Wires.of(registry, topics),
          new AlertingMeters(meters),
          CLOCK);

  /** All alerts go to {@code ops}; each model may ask {@code ci} for a new one once a day. */
  private final AlertingSettings settings;

  EngineLab(AlertRules rules) {
    settings =
        new AlertingSettings(
            rules,
            DeliverySettings.of(List.of(target("ops"), target("ci"))),
            List.of(Route.everything("ops")),
            List.of(
                new RetrainingPolicy(
                    "nightly",
                    "ci",
                    Set.of(),
                    Severity.INFO,
                    Duration.ofHours(24),
                    3,
                    RetrainingPolicy.Start.AUTO,
                    1_000)),
            Links.NONE);
  }

  EngineLab() {
    this(AlertRules.DEFAULT);
  }

  /** Where people say what is to be done about alerts. */
  AlertDesk desk() {
    return new KafkaAlertDesk(kafka, topics, registry, CLOCK);
  }

  AlertSession session() {
    return new AlertSession(context, settings, new Health("alerts"), Duration.ZERO);
  }

  void publish(Verdict... verdicts) {
    for (Verdict verdict : verdicts) publish(0, verdict);
  }

  void publish(int partition, Verdict verdict) {
    kafka.append(topics.verdicts(), partition, context.wires().verdicts().encode(verdict));
  }

  boolean caughtUp() {
    int published =
        kafka.records(topics.verdicts()).size() + kafka.records(topics.alertCommands()).size();
    return kafka.committed("alerting") >= published;
  }

  /** Steps until everything published is committed. */
  void work(AlertSession session) {
    session.step();
    while (!caughtUp()) session.step();
  }

  /** Publishes, and lets a process that lives only for that work it off. */
  void workInOneLife(Verdict... verdicts) {
    publish(verdicts);
    try (AlertSession session = session()) {
      work(session);
    }
  }

  /** The alerts as they stand. */
  List<Alert> alerts() {
    Map<String, Alert> alerts = new TreeMap<>();
    kafka.compacted(topics.alerts()).forEach((key, value) -> alerts.put(key, alert(value)));
    return List.copyOf(alerts.values());
  }

  /** Every state of every alert that was ever written. */
  List<Alert> history() {
    return kafka.records(topics.alerts()).stream().map(record -> alert(record.value())).toList();
  }

  List<Dispatch> messages() {
    return kafka.records(topics.outbox()).stream().map(record -> message(record.value())).toList();
  }

  List<String> types() {
    return messages().stream().map(message -> message.message().type()).toList();
  }

  List<String> ids() {
    return kafka.records(topics.outbox()).stream()
        .map(record -> new String(record.key(), UTF_8))
        .toList();
  }

  double gauge(String name) {
    return meters.get(name).tag("model", Verdicts.MODEL).gauge().value();
  }

  double count(String name, String tag, String value) {
    return meters.get(name).tag(tag, value).counter().count();
  }

  private Alert alert(byte[] value) {
    try {
      return context.wires().alerts().decode(value);
    } catch (Undecodable e) {
      throw new AssertionError("alerts topic", e);
    }
  }

  private Dispatch message(byte[] value) {
    try {
      return context.wires().dispatches().decode(value);
    } catch (Undecodable e) {
      throw new AssertionError("outbox topic", e);
    }
  }

  private static Target target(String name) {
    return Target.of(
        name,
        new Webhook(
            URI.create("https://example.com/" + name),
            List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))));
  }
}
