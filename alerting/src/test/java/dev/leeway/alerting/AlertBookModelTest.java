package dev.leeway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.NaiveAlerts.Told;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.Severity;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The book against an independent model that remembers everything, on random verdicts. */
class AlertBookModelTest {

  private static final State[] STATES = {
    State.OK, State.OK, State.DRIFTED, State.DRIFTED, State.UNKNOWN
  };

  @RepeatedTest(200)
  void consider_agreesWithTheNaiveModel(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    AlertRule rule = rule(random);
    AlertBook book = new AlertBook(AlertRules.only(rule), List.of());
    NaiveAlerts naive = new NaiveAlerts(rule.persistence());
    for (Verdict verdict : verdicts(random)) {
      List<Told> told = told(book.consider(verdict));
      assertThat(told).as("after %s", verdict.key()).isEqualTo(naive.consider(verdict));
    }
    for (Alert alert : book.alerts()) {
      assertThat(alert.state()).as(alert.key().toString()).isEqualTo(naive.state(alert.key()));
    }
  }

  /** A restart may come after any verdict, and the topic may be read again from anywhere before. */
  @RepeatedTest(50)
  void consider_goesOnAfterARestartAsIfThereHadBeenNone(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(1_000 + run.getCurrentRepetition());
    AlertRules rules = AlertRules.only(rule(random));
    List<Verdict> verdicts = verdicts(random);
    AlertBook straight = new AlertBook(rules, List.of());
    AlertBook restarted = new AlertBook(rules, List.of());
    for (int i = 0; i < verdicts.size(); i++) {
      List<AlertChange> expected = straight.consider(verdicts.get(i));
      assertThat(restarted.consider(verdicts.get(i))).isEqualTo(expected);
      if (random.nextInt(5) == 0) restarted = new AlertBook(rules, restarted.alerts());
    }
    assertThat(restarted.alerts()).containsExactlyInAnyOrderElementsOf(straight.alerts());
  }

  @RepeatedTest(50)
  void consider_changesNothingWhenAllIsReplayed(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(2_000 + run.getCurrentRepetition());
    AlertBook book = new AlertBook(AlertRules.only(rule(random)), List.of());
    List<Verdict> verdicts = verdicts(random);
    verdicts.forEach(book::consider);
    List<Alert> before = book.alerts();
    for (Verdict verdict : verdicts) assertThat(book.consider(verdict)).isEmpty();
    assertThat(book.alerts()).isEqualTo(before);
  }

  private static AlertRule rule(SplittableRandom random) {
    int outOf = 1 + random.nextInt(4);
    Persistence patience = new Persistence(1 + random.nextInt(outOf), outOf, 1 + random.nextInt(3));
    return AlertRule.of(Cause.DRIFT).with(Severity.WARNING, patience);
  }

  /** Mostly in order; with late windows, revisions, repeats, gaps and three versions. */
  private static List<Verdict> verdicts(SplittableRandom random) {
    List<Verdict> verdicts = new ArrayList<>();
    int now = 2;
    for (int i = 0; i < 120; i++) {
      if (random.nextInt(3) == 0) now++;
      int hour = Math.max(0, now - (random.nextInt(4) == 0 ? random.nextInt(4) : 0));
      int newest = Math.min(3, 1 + now / 10);
      String version = String.valueOf(1 + random.nextInt(newest));
      String segment = random.nextInt(4) == 0 ? "country=DE" : "";
      int revision = 1 + random.nextInt(3);
      State state = STATES[random.nextInt(STATES.length)];
      verdicts.add(Verdicts.verdict(version, segment, hour, revision, state));
    }
    return verdicts;
  }

  private static List<Told> told(List<AlertChange> changes) {
    List<Told> told = new ArrayList<>();
    for (AlertChange change : changes) {
      if (!change.fired() && !change.resolved()) continue;
      Alert after = change.after();
      told.add(new Told(after.key(), after.episode(), after.state()));
    }
    return told;
  }
}
