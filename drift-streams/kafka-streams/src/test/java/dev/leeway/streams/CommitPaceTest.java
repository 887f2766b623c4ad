package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

  private long millis = 7;
  private final CommitPace pace =
      new CommitPace(Duration.ofSeconds(1), () -> Duration.ofMillis(millis).toNanos());

  @Test
  void isDue_untilAnythingWasHandedOn() {
    assertThat(pace.isDue()).isTrue();
    assertThat(pace.mayBeEarly()).isTrue();
  }

  @Test
  void isDue_whenHalfOfTheUsualTimeHasPassed() {
    handOn(1);

    assertThat(pace.isDue()).isFalse();
    pass(497);
    assertThat(pace.isDue()).isFalse();
    pass(2);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void isDue_afterTenTimesAsLongAsAllTasksHandedOn() {
    handOn(100);
    pass(20);
    handOn(60);
    pass(1_600 - 180 - 1);

    assertThat(pace.isDue()).isFalse();
    assertThat(pace.mayBeEarly()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void aCommitThatLiesFurtherBack_doesNotCount() {
    handOn(300);
    pass(5_000);
    handOn(10);
    pass(90);

    assertThat(pace.mayBeEarly()).isTrue();
    assertThat(pace.isDue()).isFalse();
  }

  @Test
  void longest_isFiveTimesTheUsual_upToFiveSeconds_andNeverLess() {
    assertThat(longest(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(500));
    assertThat(longest(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(5));
    assertThat(longest(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(5));
    assertThat(longest(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
  }

  private static Duration longest(Duration usual) {
    return new CommitPace(usual, System::nanoTime).longest();
  }

  private void handOn(long took) {
    pace.handOn(() -> pass(took));
  }

  private void pass(long more) {
    millis += more;
  }
}
