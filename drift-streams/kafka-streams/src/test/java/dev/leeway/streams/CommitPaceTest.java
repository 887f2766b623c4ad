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
  }

  @Test
  void isDue_whenTheUsualTimeHasPassed() {
    handOn(1);

    pass(998);
    assertThat(pace.isDue()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void isDue_afterTenTimesAsLongAsAllTasksHandedOn() {
    handOn(100);
    pass(20);
    handOn(60);
    pass(1_600 - 180 - 1);

    assertThat(pace.isDue()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void aCommitThatLiesFurtherBack_doesNotCount() {
    handOn(300);
    pass(5_000);
    handOn(10);
    pass(990);

    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void hurry_hasItSooner_onceHandingOnTakesATenthOfTheTime() {
    handOn(60);
    pass(539);
    pace.hurry();

    assertThat(pace.isDue()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void hurry_waitsNoLongerThanIsUsual_whateverHandingOnTakes() {
    handOn(400);
    pass(600);

    assertThat(pace.isDue()).isFalse();
    pace.hurry();
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void hurry_waitsForHalfOfTheUsualTime() {
    handOn(1);
    pace.hurry();
    pass(498);

    assertThat(pace.isDue()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  @Test
  void hurry_isOverWithTheNextCommit() {
    handOn(1);
    pace.hurry();
    pass(600);
    handOn(1);
    pass(600);

    assertThat(pace.isDue()).isFalse();
  }

  @Test
  void look_isATenthOfTheUsualTime_butNotLessThanTenMillis() {
    assertThat(new CommitPace(Duration.ofSeconds(1), System::nanoTime).look())
        .isEqualTo(Duration.ofMillis(100));
    assertThat(new CommitPace(Duration.ofMillis(20), System::nanoTime).look())
        .isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void longest_isTenTimesTheUsual_upToTenSeconds_andNeverLess() {
    assertThat(longest(Duration.ofMillis(100))).isEqualTo(Duration.ofSeconds(1));
    assertThat(longest(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(10));
    assertThat(longest(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(10));
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
