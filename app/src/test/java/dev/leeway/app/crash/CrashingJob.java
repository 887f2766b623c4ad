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

  private static final int CRASHES = 5;

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
   * Five crashes on the way through the slices: SIGKILL at any moment between two commits, and
   * between them the worst moment, after a flush and before the commit it belongs to. Each crash
   * has a share of the slices for its own, so that there is work to lose however fast the job is.
   *
   * @param slices each puts some events on the topics and returns once they are there
   */
  void crash(long seed, List<Runnable> slices) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int share = slices.size() / CRASHES;
    for (int crash = 0; crash < CRASHES; crash++) {
      int end = crash == CRASHES - 1 ? slices.size() : (crash + 1) * share;
      List<Runnable> food = slices.subList(crash * share, end);
      if (crash % 2 == 0) {
        kill(random, food);
      } else {
        haltAfterFlush(1 + random.nextInt(ACKNOWLEDGEMENTS), food);
      }
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

  private void kill(SplittableRandom random, List<Runnable> food) throws Exception {
    long before = rig.progress();
    int atWork = food.size() / 4;
    int killed = random.nextInt(atWork, food.size());
    food.subList(0, atWork).forEach(Runnable::run);
    try (ChildJvm child = start(List.of())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> rig.progress() > before);
      food.subList(atWork, killed).forEach(Runnable::run);
      // Commits are 100 ms apart: this moment lies anywhere between two of them.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
      child.kill();
      log.addAll(child.lines());
    }
    food.subList(killed, food.size()).forEach(Runnable::run);
  }

  private void haltAfterFlush(int acknowledgement, List<Runnable> food) throws Exception {
    food.subList(0, food.size() / 2).forEach(Runnable::run);
    try (ChildJvm child = start(HaltAfterFlush.at(acknowledgement))) {
      food.subList(food.size() / 2, food.size()).forEach(Runnable::run);
      assertThat(child.await(PATIENCE)).isEqualTo(HaltAfterFlush.EXIT_CODE);
      log.addAll(child.lines());
    }
  }
}
