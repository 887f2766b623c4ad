package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Verdicts;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka.Fault;
import dev.leeway.registry.RegistryException;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.QuietTimes.Hours;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlertSessionTest {

  private static final String FIRING = "dev.leeway.alert.firing";
  private static final String RESOLVED = "dev.leeway.alert.resolved";
  private static final String RETRAINING = "dev.leeway.retraining.requested";

  private final EngineLab lab = new EngineLab();

  @Test
  void step_writesAlertAndMessagesForADriftedWindow() {
    lab.workInOneLife(Verdicts.good(0), Verdicts.drifted(1), Verdicts.drifted(2));
    assertThat(lab.alerts()).singleElement().matches(Alert::open);
    assertThat(lab.messages())
        .extracting(message -> message.target() + " " + message.message().type())
        .containsExactly("ops " + FIRING, "ci " + RETRAINING);
    assertThat(lab.messages()).extracting(Dispatch::sequence).containsExactly(1L, 2L);
    assertThat(lab.messages()).allMatch(message -> message.state() == Dispatch.State.QUEUED);
  }

  @Test
  void step_countsWhatFires() {
    lab.publish(Verdicts.drifted(1));
    try (AlertSession session = lab.session()) {
      lab.work(session);
      assertThat(lab.gauge("leeway.alerts.firing")).isEqualTo(1);
      lab.publish(Verdicts.good(2));
      lab.work(session);
      assertThat(lab.gauge("leeway.alerts.firing")).isZero();
    }
    assertThat(lab.count("leeway.alert.changes", "state", "firing")).isEqualTo(1);
    assertThat(lab.count("leeway.alert.changes", "state", "resolved")).isEqualTo(1);
  }

  @Test
  void step_goesOnAfterARestartWhereItWas() {
    lab.workInOneLife(Verdicts.drifted(1));
    lab.workInOneLife(Verdicts.drifted(2), Verdicts.good(3));
    assertThat(lab.types()).containsExactly(FIRING, RETRAINING, RESOLVED);
    assertThat(lab.messages()).extracting(Dispatch::sequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void step_keepsTheCooldownAcrossARestart() {
    lab.workInOneLife(Verdicts.drifted(1), Verdicts.good(2));
    lab.workInOneLife(Verdicts.drifted(3), Verdicts.good(4), Verdicts.drifted(26));
    assertThat(lab.types().stream().filter(RETRAINING::equals))
        .as("hours 1 and 26, not 3")
        .hasSize(2);
    assertThat(lab.count("leeway.dispatches", "outcome", "skipped")).isEqualTo(1);
  }

  @Test
  void step_asksForNoModelThatHasASuccessorAlready() {
    lab.workInOneLife(Verdicts.good(0), Verdicts.verdict("2", 1, 1, State.OK), Verdicts.drifted(1));
    assertThat(lab.types()).containsExactly(FIRING, RESOLVED);
  }

  @Test
  void step_asksForAModelWithTheOffsetsOfWhatWasReceived() {
    for (int i = 0; i < 3; i++) lab.kafka.append(lab.topics.predictions(), 1, new byte[] {1});
    lab.workInOneLife(Verdicts.drifted(1));
    String leads = "{\"topic\":\"leeway.predictions\",\"partition\":1,\"from\":0,\"to\":3}";
    assertThat(lab.messages())
        .filteredOn(message -> !message.message().topic().policy().isEmpty())
        .singleElement()
        .matches(message -> message.message().body().contains("\"offsets\":[" + leads + "]"));
  }

  @Test
  void step_quarantinesWhatIsNoVerdictAndGoesOn() {
    lab.kafka.append(lab.topics.verdicts(), 0, new byte[] {9, 9, 9, 9, 9, 9});
    lab.workInOneLife(Verdicts.drifted(1));
    assertThat(lab.kafka.records(lab.topics.quarantine())).hasSize(1);
    assertThat(lab.alerts()).singleElement().matches(Alert::open);
    assertThat(lab.count("leeway.quarantined", "reason", "bad_magic")).isEqualTo(1);
  }

  @Test
  void step_stopsWhenAnotherProcessHasTakenOver() {
    try (AlertSession zombie = lab.session()) {
      zombie.step();
      lab.kafka.transactional("alerting").initTransactions();
      lab.publish(Verdicts.drifted(1));
      assertThatThrownBy(() -> lab.work(zombie)).isInstanceOf(KafkaException.class);
    }
    assertThat(lab.kafka.records(lab.topics.alerts())).isEmpty();
    assertThat(lab.kafka.records(lab.topics.outbox())).isEmpty();
  }

  @Test
  void step_waitsForTheRegistryInsteadOfThrowingVerdictsAway() {
    lab.publish(Verdicts.drifted(1));
    try (AlertSession session = lab.session()) {
      session.step();
      lab.registry.away(true);
      assertThatThrownBy(() -> lab.work(session)).isInstanceOf(RegistryException.class);
    }
    assertThat(lab.kafka.records(lab.topics.quarantine())).isEmpty();
    assertThat(lab.kafka.committed("alerting")).isZero();
    lab.registry.away(false);
    lab.workInOneLife();
    assertThat(lab.alerts()).singleElement().matches(Alert::open);
  }

  /** It is 2001-03-06 00:00 where the engine runs. */
  @Test
  void step_tellsWhatWasSilencedWhenTimeHasGoneBy() {
    Hours hours = new Hours(Set.of(), LocalTime.of(1, 0), LocalTime.of(4, 0));
    QuietTimes quiet = new QuietTimes(ZoneOffset.UTC, List.of(hours), List.of());
    EngineLab night = new EngineLab(AlertRules.only(AlertRule.of(Cause.DRIFT).quietAt(quiet)));
    night.workInOneLife(Verdicts.drifted(1));
    assertThat(night.messages()).isEmpty();
    assertThat(night.alerts())
        .singleElement()
        .extracting(alert -> alert.state().key())
        .isEqualTo("silenced");

    try (AlertSession session = night.session()) {
      session.step();
      session.step();
    }

    assertThat(night.types()).containsExactly(FIRING, RETRAINING);
    assertThat(night.alerts())
        .singleElement()
        .extracting(alert -> alert.state().key())
        .isEqualTo("firing");
  }

  /**
   * Whenever a transaction fails, with or without its answer, and whenever the process is replaced:
   * the alerts and messages are those of a run in which nothing went wrong.
   */
  @RepeatedTest(20)
  void step_losesAndDoublesNothingWhateverFails(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    List<Verdict> verdicts = verdicts(random);
    EngineLab calm = new EngineLab();
    verdicts.forEach(calm::workInOneLife);
    AlertSession session = lab.session();
    for (Verdict verdict : verdicts) {
      lab.publish(verdict);
      if (random.nextInt(3) == 0) lab.kafka.failNextCommit(fault(random));
      while (!lab.caughtUp()) {
        try {
          lab.work(session);
        } catch (KafkaException e) {
          session.close();
          session = lab.session();
        }
      }
    }
    session.close();
    assertThat(lab.alerts()).isEqualTo(calm.alerts());
    assertThat(lab.history()).isEqualTo(calm.history());
    assertThat(lab.messages()).isEqualTo(calm.messages()).isNotEmpty();
    assertThat(new HashSet<>(lab.ids())).hasSameSizeAs(lab.ids());
  }

  /** A backlog on several partitions is read partition by partition, but considered in order. */
  @RepeatedTest(5)
  void step_givesTheSameAlertsFromABacklogInAnyPartition(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    EngineLab live = new EngineLab();
    try (AlertSession session = live.session()) {
      for (int hour = 0; hour < 200; hour++) {
        State state = random.nextInt(3) == 0 ? State.DRIFTED : State.OK;
        Verdict verdict = Verdicts.verdict("1", hour, 1, state);
        live.publish(verdict);
        live.work(session);
        lab.publish(random.nextInt(lab.topics.partitions()), verdict);
      }
    }
    lab.workInOneLife();
    assertThat(lab.history()).isEqualTo(live.history());
    assertThat(lab.messages()).isEqualTo(live.messages()).isNotEmpty();
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
}
