package dev.leeway.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void of_leavesOutAThirdOfTheEventsAndTheWarmUp() {
    Speed speed =
        Speed.of(
            List.of(
                new Sample(0, 0, 0),
                new Sample(100, 5 * SECOND, SECOND),
                new Sample(400, 6 * SECOND, 2 * SECOND),
                new Sample(600, 7 * SECOND, 4 * SECOND),
                new Sample(1_000, 9 * SECOND, 6 * SECOND)),
            Duration.ofSeconds(3));

    assertThat(speed.warm()).isTrue();
    assertThat(speed.events()).isEqualTo(400);
    assertThat(speed.cpuNanosPerEvent()).isCloseTo(2.0 * SECOND / 400, within(1e-6));
    assertThat(speed.eventsPerSecond()).isCloseTo(200, within(1e-9));
  }

  @Test
  void of_aRunTooShortForThat_takesAllAndSaysSo() {
    Speed speed =
        Speed.of(
            List.of(new Sample(0, 0, 0), new Sample(10, SECOND, SECOND)), Duration.ofSeconds(3));

    assertThat(speed.warm()).isFalse();
    assertThat(speed.events()).isEqualTo(10);
  }

  @Test
  void rounds_giveMediansAndRatios() {
    Rounds job = rounds(500, 300, 400);
    Rounds raw = rounds(100, 90, 400);

    assertThat(job.cpuNanosPerEvent()).isEqualTo(400);
    assertThat(job.ratioTo(raw)).isEqualTo(0.25);
    assertThat(job.eventsPerSecondPerCore()).isEqualTo(2_500_000);
    assertThat(rounds(100, 300).cpuNanosPerEvent()).isEqualTo(200);
  }

  private static Rounds rounds(double... cpu) {
    return new Rounds(Arrays.stream(cpu).mapToObj(nanos -> new Speed(1, nanos, 1, true)).toList());
  }
}
