package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.kafka.KafkaUnderTest;
import dev.leeway.testkit.ChildJvm;
import dev.leeway.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins what the drift job relies on inside Kafka Streams. The job reads a backlog in a JVM of its
 * own that is killed five times; the newest verdicts must hold every prediction once.
 */
@ExtendWith(KafkaUnderTest.class)
class CommitHookCrashIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int SCHEDULES = 5;
  private static final int EVENTS = 60_000;
  private static final int SLICES = 100;
  private static final Duration SPAN = Duration.ofHours(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(300);

  @TempDir private Path folder;

  @Test
  void exactlyOnce_losesAndDoublesNothing(KafkaUnderTest.Cluster kafka) throws Exception {
    List<Traffic.Event> events = events(SEED);
    try (JobRig rig = new JobRig(kafka.bootstrapServers(), new Topics("crash-eos", 4))) {
      CrashingJob job = new CrashingJob(rig, rig.arguments("exactly_once_v2", folder));
      job.crash(SEED, slices(rig, events));
      Recount truth = Recount.of(events);
      try (ChildJvm last = job.start(List.of())) {
        await()
            .atMost(PATIENCE)
            .pollInterval(LOOK)
            .untilAsserted(
                () -> assertThat(truth.differences(rig.rows())).as("seed %d", SEED).isEmpty());
        assertThat(last.terminate(PATIENCE)).isIn(0, 143);
      }
      assertThat(truth.differences(rig.rows())).as("seed %d, after a good end", SEED).isEmpty();
      assertThat(job.log())
          .as("seed %d", SEED)
          .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }
  }

  /** The negative control: where nothing guards against the same crashes, the counts show them. */
  @Test
  void atLeastOnce_isSeenToDouble(KafkaUnderTest.Cluster kafka) throws Exception {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      List<Traffic.Event> events = events(seed);
      try (JobRig rig = new JobRig(kafka.bootstrapServers(), new Topics("crash-alo-" + seed, 4))) {
        Path state = Files.createDirectory(folder.resolve("state-" + seed));
        CrashingJob job = new CrashingJob(rig, rig.arguments("at_least_once", state));
        job.crash(seed, slices(rig, events));
        try (ChildJvm last = job.start(List.of())) {
          await().atMost(PATIENCE).pollInterval(LOOK).until(() -> JobRig.all(rig.rows()) >= EVENTS);
          last.terminate(PATIENCE);
        }
        if (!Recount.of(events).differences(rig.rows()).isEmpty()) return;
      }
    }
    fail("%d schedules without a wrong count: the crashes prove nothing", SCHEDULES);
  }

  private static List<Runnable> slices(JobRig rig, List<Traffic.Event> events) {
    return JobRig.parts(events, SLICES).stream()
        .<Runnable>map(part -> () -> rig.fill(part))
        .toList();
  }

  private static List<Traffic.Event> events(long seed) {
    return new Traffic(seed, "c").spread(EVENTS, Traffic.START, SPAN, 1);
  }
}
