package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.testkit.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A drift job that is killed again and again at moments that a seed decides. */
final class CrashingJob {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The first commit with a backlog carries some hundred partial profiles. */
  private static final int ACKNOWLEDGEMENTS = 60;

  private final JobRig rig;
  private final DriftJobMain.Arguments arguments;
  private final List<String> always;
  private final List<String> log = new ArrayList<>();

  CrashingJob(JobRig rig, DriftJobMain.Arguments arguments) {
    this(rig, arguments, List.of());
  }

  /**
   * @param always options for every JVM
   */
  CrashingJob(JobRig rig, DriftJobMain.Arguments arguments, List<String> always) {
    this.rig = rig;
    this.arguments = arguments;
    this.always = List.copyOf(always);
  }

  /**
   * Five crashes on the way through the backlog: SIGKILL at any moment between two commits, and
   * between them the worst moment, after a flush and before the commit it belongs to.
   */
  void crash(long seed, int events) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int part = 0; part < 3; part++) {
      if (part > 0) haltAfterFlush(1 + random.nextInt(ACKNOWLEDGEMENTS));
      int from = events * part / 4;
      killAt(from + random.nextInt(1, events / 4), random.nextInt(100));
    }
  }

  ChildJvm start(List<String> options) throws IOException {
    List<String> all = new ArrayList<>(List.of("-Xmx256m"));
    all.addAll(always);
    all.addAll(options);
    return ChildJvm.start(DriftJobMain.class, all, arguments.toList());
  }

  /** What the killed ones have printed. */
  List<String> log() {
    return List.copyOf(log);
  }

  private void killAt(int progress, int millis) throws Exception {
    try (ChildJvm child = start(List.of())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> rig.progress() >= progress);
      // Commits are 100 ms apart: this moment lies anywhere between two of them.
      TimeUnit.MILLISECONDS.sleep(millis);
      child.kill();
      log.addAll(child.lines());
    }
  }

  private void haltAfterFlush(int acknowledgement) throws Exception {
    try (ChildJvm child = start(HaltAfterFlush.at(acknowledgement))) {
      assertThat(child.await(PATIENCE)).isEqualTo(HaltAfterFlush.EXIT_CODE);
      log.addAll(child.lines());
    }
  }
}
