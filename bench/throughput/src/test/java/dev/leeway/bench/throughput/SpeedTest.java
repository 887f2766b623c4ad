package dev.leeway.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void of_leavesOutAThirdOfTheEventsAndTheWarmUp() {
    Speed speed =
        Speed.of(
            List.of(
                sample(0, 0, 0),
                sample(100, 5 * SECOND, SECOND),
                sample(400, 6 * SECOND, 2 * SECOND),
                sample(600, 7 * SECOND, 4 * SECOND),
                sample(1_000, 9 * SECOND, 6 * SECOND)),
            Duration.ofSeconds(3));

    assertThat(speed.warm()).isTrue();
    assertThat(speed.events()).isEqualTo(400);
    assertThat(speed.cpuNanosPerEvent()).isCloseTo(2.0 * SECOND / 400, within(1e-6));
    assertThat(speed.collectorNanosPerEvent()).isCloseTo(0.5 * SECOND / 400, within(1e-6));
    assertThat(speed.eventsPerSecond()).isCloseTo(200, within(1e-9));
  }

  @Test
  void of_aRunTooShortForThat_takesAllAndSaysSo() {
    Speed speed =
        Speed.of(List.of(sample(0, 0, 0), sample(10, SECOND, SECOND)), Duration.ofSeconds(3));

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

  @Test
  void cpuTime_tellsCollectorAndCompilersByTheirThreads(@TempDir Path threads) throws Exception {
    thread(threads, "17", "main", 5, 1);
    thread(threads, "18", "GC Thread#0", 20, 2);
    thread(threads, "19", "C2 CompilerThre", 30, 3);
    thread(threads, "20", "C1 CompilerThre", 4, 0);
    thread(threads, "21", "odd) (name", 7, 0);

    CpuTime all = CpuTime.of(SECOND, threads);

    assertThat(all).isEqualTo(new CpuTime(SECOND, 220_000_000, 370_000_000));
    assertThat(CpuTime.of(SECOND, threads.resolve("none"))).isEqualTo(new CpuTime(SECOND, 0, 0));
  }

  private static void thread(Path threads, String id, String name, int user, int system)
      throws Exception {
    Path stat = Files.createDirectories(threads.resolve(id)).resolve("stat");
    Files.writeString(
        stat, "%s (%s) S 1 2 3 4 5 6 7 8 9 10 %d %d 0 0\n".formatted(id, name, user, system));
  }

  private static Sample sample(long events, long cpu, long wall) {
    return new Sample(events, new CpuTime(cpu, cpu / 4, 0), wall);
  }

  private static Rounds rounds(double... cpu) {
    return new Rounds(
        Arrays.stream(cpu).mapToObj(nanos -> new Speed(1, nanos, 0, 0, 1, true)).toList());
  }
}
