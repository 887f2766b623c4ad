package dev.leeway.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.retraining.RetrainingLedger.Answer;
import dev.leeway.retraining.RetrainingLedger.Entry;
import dev.leeway.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RetrainingLedgerTest {

  private static final Instant NOON = Instant.parse("2001-03-05T12:00:00Z");

  private final RetrainingLedger ledger = new RetrainingLedger();

  @Test
  void ask_allowsTheFirstRequest() {
    assertThat(ledger.ask(policy(24, 3), at(0))).isEqualTo(Answer.ALLOWED);
  }

  @Test
  void ask_coolsDownUntilTheLastRequestIsOldEnough() {
    ledger.add(at(0));
    assertThat(ledger.ask(policy(24, 3), at(23))).isEqualTo(Answer.COOLING_DOWN);
    assertThat(ledger.ask(policy(24, 3), at(24))).isEqualTo(Answer.ALLOWED);
  }

  @Test
  void ask_holdsBackARequestThatComesLateInEventTime() {
    ledger.add(at(0));
    assertThat(ledger.ask(policy(24, 3), at(-5))).isEqualTo(Answer.COOLING_DOWN);
  }

  @Test
  void ask_capsRequestsWithinADay() {
    ledger.add(at(0));
    ledger.add(at(2));
    ledger.add(at(4));
    assertThat(ledger.ask(policy(1, 3), at(6))).isEqualTo(Answer.CAPPED);
    assertThat(ledger.ask(policy(1, 3), at(24))).isEqualTo(Answer.ALLOWED);
  }

  /** A model that drifts however often it is trained needs a person, not a fourth training. */
  @Test
  void ask_wantsAPersonWhenTrainingDoesNotHelp() {
    RetrainingPolicy policy = RetrainingPolicy.of("nightly", "ci");
    for (int day = 0; day < 3; day++) {
      assertThat(ledger.ask(policy, at(24 * day))).isEqualTo(Answer.ALLOWED);
      ledger.add(at(24 * day));
    }
    assertThat(ledger.ask(policy, at(24 * 3))).isEqualTo(Answer.LOOPING);
    assertThat(ledger.ask(policy, at(24 * 7)))
        .as("a week after the first")
        .isEqualTo(Answer.ALLOWED);
  }

  @Test
  void ask_refusesTheSameRequestTwice() {
    ledger.add(at(0));
    assertThat(ledger.ask(policy(0, 9), at(0))).isEqualTo(Answer.DUPLICATE);
  }

  @Test
  void ask_countsModelsAndPoliciesApart() {
    ledger.add(at(0));
    Entry otherModel = new Entry("x", "nightly", "churn", NOON);
    assertThat(ledger.ask(policy(24, 3), otherModel)).isEqualTo(Answer.ALLOWED);
    RetrainingPolicy other = RetrainingPolicy.of("other", "ci");
    assertThat(ledger.ask(other, new Entry("y", "other", "flight-delay", NOON)))
        .isEqualTo(Answer.ALLOWED);
  }

  /** However wildly drift flaps, no day of event time sees more requests than the cap. */
  @RepeatedTest(20)
  void ask_neverAllowsMoreThanTheCapInAnyDay(RepetitionInfo run) {
    SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
    RetrainingPolicy policy = policy(1 + random.nextInt(5), 1 + random.nextInt(4));
    List<Instant> allowed = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Instant now = NOON.plus(Duration.ofMinutes(i * 20L));
      Entry wanted = new Entry("t" + i, "nightly", "flight-delay", now);
      if (ledger.ask(policy, wanted) != Answer.ALLOWED) continue;
      ledger.add(wanted);
      allowed.add(now);
    }
    assertThat(allowed).isNotEmpty();
    for (int i = 0; i < allowed.size(); i++) {
      Instant end = allowed.get(i).plus(Duration.ofDays(1));
      long inDay = allowed.stream().skip(i).filter(time -> time.isBefore(end)).count();
      assertThat(inDay).isLessThanOrEqualTo(policy.dailyCap());
      if (i > 0) {
        assertThat(Duration.between(allowed.get(i - 1), allowed.get(i)))
            .isGreaterThanOrEqualTo(policy.cooldown());
      }
    }
  }

  private static RetrainingPolicy policy(int cooldownHours, int cap) {
    return new RetrainingPolicy(
        "nightly",
        "ci",
        Set.of(),
        Severity.INFO,
        Duration.ofHours(cooldownHours),
        cap,
        RetrainingPolicy.Start.AUTO,
        1_000);
  }

  private static Entry at(int hours) {
    Instant time = NOON.plus(Duration.ofHours(hours));
    return new Entry("trigger-" + hours, "nightly", "flight-delay", time);
  }
}
