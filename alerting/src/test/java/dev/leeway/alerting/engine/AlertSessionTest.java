package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertRules;
import dev.leeway.alerting.Severity;
import dev.leeway.alerting.Verdicts;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.RetryPolicy;
import dev.leeway.delivery.Secret;
import dev.leeway.delivery.Target;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeKafka.Fault;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Health;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlertSessionTest {

  private static final AlertingSettings SETTINGS =
      new AlertingSettings(
          AlertRules.DEFAULT,
          DeliverySettings.of(List.of(target("ops"), target("ci"))),
          List.of(Route.everything("ops")),
          List.of(
              new RetrainingPolicy(
                  "nightly", "ci", Set.of(), Severity.INFO, Duration.ofHours(24), 3)),
          Links.NONE);

  private final Topics topics = Topics.withDefaults();
  private final FakeRegistry registry = new FakeRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void step_writesAlertAndMessagesForADriftedWindow() throws Undecodable {
    FakeKafka kafka = new FakeKafka(topics);
    publish(kafka, Verdicts.good(0), Verdicts.drifted(1), Verdicts.drifted(2));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    assertThat(alerts(kafka)).singleElement().matches(Alert::firing);
    List<Dispatch> messages = messages(kafka);
    assertThat(messages)
        .extracting(message -> message.target() + " " + message.message().type())
        .containsExactly("ops dev.leeway.alert.firing", "ci dev.leeway.retraining.requested");
    assertThat(messages).extracting(Dispatch::sequence).containsExactly(1L, 2L);
    assertThat(messages).allMatch(message -> message.state() == Dispatch.State.QUEUED);
  }

  @Test
  void step_countsWhatFires() {
    FakeKafka kafka = new FakeKafka(topics);
    publish(kafka, Verdicts.drifted(1));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
      assertThat(firing()).isEqualTo(1);
      publish(kafka, Verdicts.good(2));
      work(session, kafka);
      assertThat(firing()).isZero();
    }
    assertThat(changes("firing")).isEqualTo(1);
    assertThat(changes("resolved")).isEqualTo(1);
  }

  @Test
  void step_goesOnAfterARestartWhereItWas() throws Undecodable {
    FakeKafka kafka = new FakeKafka(topics);
    publish(kafka, Verdicts.drifted(1));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    publish(kafka, Verdicts.drifted(2), Verdicts.good(3));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    assertThat(messages(kafka))
        .extracting(message -> message.message().type())
        .containsExactly(
            "dev.leeway.alert.firing",
            "dev.leeway.retraining.requested",
            "dev.leeway.alert.resolved");
  }

  @Test
  void step_keepsTheCooldownAcrossARestart() throws Undecodable {
    FakeKafka kafka = new FakeKafka(topics);
    publish(kafka, Verdicts.drifted(1), Verdicts.good(2));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    publish(kafka, Verdicts.drifted(3), Verdicts.good(4), Verdicts.drifted(26));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    assertThat(requests(kafka)).as("hours 1 and 26, not 3").hasSize(2);
    assertThat(meters.get("leeway.dispatches").tag("outcome", "skipped").counter().count())
        .isEqualTo(1);
  }

  @Test
  void step_asksForNoModelThatHasASuccessorAlready() throws Undecodable {
    FakeKafka kafka = new FakeKafka(topics);
    publish(
        kafka,
        Verdicts.good(0),
        Verdicts.verdict("2", 1, 1, State.OK),
        Verdicts.verdict("1", 1, 1, State.DRIFTED));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    assertThat(messages(kafka))
        .extracting(message -> message.message().type())
        .containsExactly("dev.leeway.alert.firing", "dev.leeway.alert.resolved");
  }

  @Test
  void step_quarantinesWhatIsNoVerdictAndGoesOn() {
    FakeKafka kafka = new FakeKafka(topics);
    kafka.append(topics.verdicts(), 0, new byte[] {9, 9, 9, 9, 9, 9});
    publish(kafka, Verdicts.drifted(1));
    try (AlertSession session = new AlertSession(context(kafka), SETTINGS, new Health("alerts"))) {
      work(session, kafka);
    }
    assertThat(kafka.records(topics.quarantine())).hasSize(1);
    assertThat(alerts(kafka)).singleElement().matches(Alert::firing);
    assertThat(meters.get("leeway.quarantined").tag("reason", "bad_magic").counter().count())
        .isEqualTo(1);
  }

  @Test
  void step_stopsWhenAnotherProcessHasTakenOver() {
    FakeKafka kafka = new FakeKafka(topics);
    AlertSession zombie = new AlertSession(context(kafka), SETTINGS, new Health("alerts"));
    zombie.step();
    kafka.transactional("alerting").initTransactions();
    publish(kafka, Verdicts.drifted(1));
    assertThatThrownBy(() -> work(zombie, kafka)).isInstanceOf(KafkaException.class);
    zombie.close();
    assertThat(kafka.records(topics.alerts())).isEmpty();
    assertThat(kafka.records(topics.outbox())).isEmpty();
  }

  @Test
  void step_waitsForTheRegistryInsteadOfThrowingVerdictsAway() {
    FakeKafka kafka = new FakeKafka(topics);
    publish(kafka, Verdicts.drifted(1));
    FakeRegistry slow = new FakeRegistry();
    try (AlertSession session =
        new AlertSession(context(kafka, slow), SETTINGS, new Health("alerts"))) {
      session.step();
      slow.away(true);
      assertThatThrownBy(() -> work(session, kafka))
          .isInstanceOf(dev.leeway.registry.RegistryException.class);
    }
    assertThat(kafka.records(topics.quarantine())).isEmpty();
    assertThat(kafka.committed("alerting")).isZero();
  }

  /**
   * Whenever a transaction fails, with or without its answer, and whenever the process is replaced:
   * the alerts and messages are those of a run in which nothing went wrong.
   */
  @RepeatedTest(20)
  void step_losesAndDoublesNothingWhateverFails(RepetitionInfo run) throws Undecodable {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    List<Verdict> verdicts = verdicts(random);
    FakeKafka calm = new FakeKafka(topics);
    FakeKafka rough = new FakeKafka(topics);
    try (AlertSession session = new AlertSession(context(calm), SETTINGS, new Health("alerts"))) {
      for (Verdict verdict : verdicts) {
        publish(calm, verdict);
        work(session, calm);
      }
    }
    AlertSession session = new AlertSession(context(rough), SETTINGS, new Health("alerts"));
    for (Verdict verdict : verdicts) {
      publish(rough, verdict);
      if (random.nextInt(3) == 0) rough.failNextCommit(fault(random));
      while (rough.committed("alerting") < rough.records(topics.verdicts()).size()) {
        try {
          work(session, rough);
        } catch (KafkaException e) {
          session.close();
          session = new AlertSession(context(rough), SETTINGS, new Health("alerts"));
        }
      }
    }
    session.close();
    assertThat(alerts(rough)).containsExactlyInAnyOrderElementsOf(alerts(calm));
    assertThat(history(rough)).isEqualTo(history(calm));
    assertThat(messages(rough)).isEqualTo(messages(calm));
    assertThat(new HashSet<>(ids(rough))).hasSameSizeAs(ids(rough));
  }

  /** A backlog on several partitions is read partition by partition, but considered in order. */
  @RepeatedTest(5)
  void step_givesTheSameAlertsFromABacklogInAnyPartition(RepetitionInfo run) throws Undecodable {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    FakeKafka live = new FakeKafka(topics);
    FakeKafka backlog = new FakeKafka(topics);
    try (AlertSession session = new AlertSession(context(live), SETTINGS, new Health("alerts"))) {
      for (int hour = 0; hour < 200; hour++) {
        State state = random.nextInt(3) == 0 ? State.DRIFTED : State.OK;
        Verdict verdict = Verdicts.verdict("1", hour, 1, state);
        publish(live, verdict);
        work(session, live);
        publish(backlog, random.nextInt(topics.partitions()), verdict);
      }
    }
    try (AlertSession session =
        new AlertSession(context(backlog), SETTINGS, new Health("alerts"))) {
      work(session, backlog);
    }
    assertThat(history(backlog)).isEqualTo(history(live));
    assertThat(messages(backlog)).isEqualTo(messages(live));
  }

  private static Fault fault(SplittableRandom random) {
    return random.nextBoolean() ? Fault.LOST : Fault.ANSWER_LOST;
  }

  private static List<Verdict> verdicts(SplittableRandom random) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String version = i > 30 && random.nextBoolean() ? "2" : "1";
      State state = random.nextInt(3) == 0 ? State.DRIFTED : State.OK;
      verdicts.add(Verdicts.verdict(version, i / 2, 1 + random.nextInt(2), state));
    }
    return verdicts;
  }

  /** Steps until everything published is committed. */
  private void work(AlertSession session, FakeKafka kafka) {
    session.step();
    while (kafka.committed("alerting") < kafka.records(topics.verdicts()).size()) session.step();
  }

  private void publish(FakeKafka kafka, Verdict... verdicts) {
    for (Verdict verdict : verdicts) publish(kafka, 0, verdict);
  }

  private void publish(FakeKafka kafka, int partition, Verdict verdict) {
    kafka.append(topics.verdicts(), partition, context(kafka).wires().verdicts().encode(verdict));
  }

  private EngineContext context(FakeKafka kafka) {
    return context(kafka, registry);
  }

  private EngineContext context(FakeKafka kafka, FakeRegistry schemas) {
    return new EngineContext(
        kafka,
        topics,
        EngineContext.Wires.of(schemas, topics),
        new AlertingMeters(meters),
        InstantSource.fixed(Instant.parse("2001-03-06T00:00:00Z")));
  }

  private List<Alert> alerts(FakeKafka kafka) {
    Map<String, Alert> alerts = new TreeMap<>();
    kafka.compacted(topics.alerts()).forEach((key, value) -> alerts.put(key, alert(kafka, value)));
    return List.copyOf(alerts.values());
  }

  private List<Alert> history(FakeKafka kafka) {
    return kafka.records(topics.alerts()).stream()
        .map(record -> alert(kafka, record.value()))
        .toList();
  }

  private Alert alert(FakeKafka kafka, byte[] value) {
    try {
      return context(kafka).wires().alerts().decode(value);
    } catch (Undecodable e) {
      throw new AssertionError("alerts topic", e);
    }
  }

  private List<Dispatch> messages(FakeKafka kafka) throws Undecodable {
    List<Dispatch> messages = new ArrayList<>();
    for (var record : kafka.records(topics.outbox())) {
      messages.add(context(kafka).wires().dispatches().decode(record.value()));
    }
    return messages;
  }

  private List<Dispatch> requests(FakeKafka kafka) throws Undecodable {
    return messages(kafka).stream()
        .filter(message -> !message.message().topic().policy().isEmpty())
        .toList();
  }

  private List<String> ids(FakeKafka kafka) {
    return kafka.records(topics.outbox()).stream()
        .map(record -> new String(record.key(), UTF_8))
        .toList();
  }

  private double firing() {
    return meters.get("leeway.alerts.firing").tag("model", Verdicts.MODEL).gauge().value();
  }

  private double changes(String state) {
    return meters.get("leeway.alert.changes").tag("state", state).counter().count();
  }

  private static Target target(String name) {
    return new Target(
        name,
        URI.create("https://example.com/" + name),
        List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        RetryPolicy.DEFAULT);
  }
}
