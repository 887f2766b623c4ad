package dev.leeway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.RetryAfter;
import dev.leeway.delivery.RetryPolicy.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;
  private static final Outcome AWAY = new Outcome.Unavailable("500");

  @ParameterizedTest
  @CsvSource({"1,2", "2,4", "3,8", "10,1024", "11,2048", "12,3600", "159,3600"})
  void after_doublesTheLongestWait(int attempt, long seconds) {
    assertThat(POLICY.after(AWAY, attempt, 0.5))
        .contains(new Retry(Duration.ofMillis(seconds * 500), true));
  }

  /** Full jitter: two targets that fell together are not called together again. */
  @Test
  void after_drawsTheWaitFromZeroOn() {
    assertThat(POLICY.after(AWAY, 12, 0).orElseThrow().pause()).isZero();
    assertThat(POLICY.after(AWAY, 12, 0.999).orElseThrow().pause())
        .isBetween(Duration.ofSeconds(3_590), Duration.ofHours(1));
  }

  @Test
  void after_givesUpAfterTheLastAttempt() {
    assertThat(POLICY.after(AWAY, 159, 0)).isPresent();
    assertThat(POLICY.after(AWAY, 160, 0)).isEmpty();
  }

  @Test
  void after_triesForThreeDaysBeforeItGivesUp() {
    Duration total = Duration.ZERO;
    for (int attempt = 1; POLICY.after(AWAY, attempt, 0.5).isPresent(); attempt++) {
      total = total.plus(POLICY.after(AWAY, attempt, 0.5).orElseThrow().pause());
    }
    assertThat(total).isBetween(Duration.ofHours(70), Duration.ofHours(80));
  }

  @Test
  void after_givesUpWhatWasTakenAndNotDoneOrWhoseEndNobodyKnows() {
    assertThat(after(new Outcome.Skipped("CI skip"))).isEmpty();
    assertThat(after(new Outcome.Ambiguous("timeout"))).isEmpty();
  }

  @Test
  void after_leavesTheTargetAloneAsLongAsItAsks() {
    assertThat(after(new Outcome.Unavailable("429", Duration.ofMinutes(7))))
        .contains(new Retry(Duration.ofMinutes(7), true));
    assertThat(after(new Outcome.Unavailable("429", Duration.ofDays(400))))
        .contains(new Retry(Duration.ofHours(24), true));
  }

  @ParameterizedTest
  @CsvSource({"1,5", "2,30", "3,120", "8,1440"})
  void after_triesRefusedMessagesSlowlyWithoutHoldingTheTarget(int attempt, long minutes) {
    assertThat(POLICY.after(new Outcome.Refused("404"), attempt, 0))
        .contains(new Retry(Duration.ofMinutes(minutes), false));
  }

  @Test
  void after_givesUpARefusedMessageInTheEnd() {
    assertThat(POLICY.after(new Outcome.Refused("404"), 9, 0)).isEmpty();
  }

  @Test
  void after_givesUpAtOnceWhenTheTargetIsGone() {
    assertThat(after(new Outcome.Gone("410"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "120;120", "0;0", "Mon, 05 Mar 2001 12:01:00 GMT;60", "Mon, 05 Mar 2001 11:00:00 GMT;0",
        "soon;0", "-5;0", "99999999999999;0", "'';0"
      },
      delimiter = ';')
  void retryAfter_readsSecondsAndDates(String header, long seconds) {
    Instant noon = Instant.parse("2001-03-05T12:00:00Z");
    assertThat(RetryAfter.of(Optional.of(header), noon)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(RetryAfter.of(Optional.empty(), noon)).isZero();
  }

  private static Optional<Retry> after(Outcome outcome) {
    return POLICY.after(outcome, 1, 0);
  }
}
