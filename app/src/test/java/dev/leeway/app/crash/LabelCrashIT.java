package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.kafka.KafkaUnderTest;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.testkit.ChildJvm;
import dev.leeway.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that joins labels is killed five times in the midst of it: between two commits, and after a
 * flush before its commit. In the end all that was handed on comes to the bytes of a count of the
 * whole log at once: no prediction or label is lost or counted twice, and none is taken back twice.
 */
@ExtendWith(KafkaUnderTest.class)
class LabelCrashIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int EVENTS = 30_000;
  private static final int SCHEDULES = 5;
  private static final int SLICES = 100;
  private static final Duration SPAN = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(300);

  @TempDir private Path folder;

  @Test
  void sigkillInTheMidstOfTheJoin_losesAndDoublesNothing(KafkaUnderTest.Cluster kafka)
      throws Exception {
    Log log = Log.of(SEED);
    SortedMap<String, String> truth = log.recount();
    try (JobRig rig = new JobRig(kafka.bootstrapServers(), new Topics("crash-labels", 4))) {
      CrashingJob job = joining(rig, rig.arguments("exactly_once_v2", folder));
      job.crash(SEED, log.slices(rig));
      try (ChildJvm last = job.start(List.of())) {
        await()
            .atMost(PATIENCE)
            .pollInterval(LOOK)
            .untilAsserted(() -> assertThat(rig.outcomes().equals(truth)).isTrue());
        assertThat(last.terminate(PATIENCE)).isIn(0, 143);
      }
      SortedMap<String, String> end = rig.outcomes();
      assertThat(end.keySet()).as("seed %d, after a good end", SEED).isEqualTo(truth.keySet());
      assertThat(end).isEqualTo(truth);
    }
  }

  /** The negative control: where nothing guards against the same crashes, the counts show them. */
  @Test
  void atLeastOnce_isSeenToCountWrong(KafkaUnderTest.Cluster kafka) throws Exception {
    for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
      Log log = Log.of(seed);
      try (JobRig rig = new JobRig(kafka.bootstrapServers(), new Topics("labels-alo-" + seed, 4))) {
        Path state = Files.createDirectory(folder.resolve("state-" + seed));
        CrashingJob job = joining(rig, rig.arguments("at_least_once", state));
        job.crash(seed, log.slices(rig));
        try (ChildJvm last = job.start(List.of())) {
          await()
              .atMost(PATIENCE)
              .pollInterval(LOOK)
              .until(
                  () ->
                      rig.progress() >= log.events.size()
                          && rig.labelProgress() >= log.labels.size());
          last.terminate(PATIENCE);
        }
        if (!rig.outcomes().equals(log.recount())) return;
      }
    }
    fail("%d schedules without a wrong count: the crashes prove nothing", SCHEDULES);
  }

  private static CrashingJob joining(JobRig rig, DriftJobMain.Arguments arguments) {
    return new CrashingJob(rig, arguments, List.of("-D" + Outcomes.PROPERTY + "=true"));
  }

  private record Log(List<Traffic.Event> events, List<LabelRecord> labels) {

    static Log of(long seed) {
      List<Traffic.Event> events = new Traffic(seed, "l").spread(EVENTS, Traffic.START, SPAN, 1);
      return new Log(events, Outcomes.labels(seed, events));
    }

    SortedMap<String, String> recount() {
      return Outcomes.recount(events, labels);
    }

    /** Predictions and labels side by side, whichever comes first. */
    List<Runnable> slices(JobRig rig) {
      List<List<Traffic.Event>> eventParts = JobRig.parts(events, SLICES);
      List<List<LabelRecord>> labelParts = JobRig.parts(labels, SLICES);
      return IntStream.range(0, SLICES)
          .<Runnable>mapToObj(
              slice ->
                  () -> {
                    rig.fill(eventParts.get(slice));
                    rig.label(labelParts.get(slice));
                  })
          .toList();
    }
  }
}
