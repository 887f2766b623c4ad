package dev.leeway.app.crash;

import dev.leeway.app.crash.HaltingKafka.Order;
import dev.leeway.app.crash.HaltingKafka.Step;
import dev.leeway.bench.alerts.Tally;
import dev.leeway.testkit.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Alerting through what a seed inflicts on it: an end at every step between a verdict and the mark
 * that its message is delivered, and SIGKILLs at any moment, some of them while it starts. Then one
 * life in peace.
 */
final class AlertOrdeal implements Callable<AlertOrdeal.Outcome> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LONGEST_LIFE_MILLIS = 6_000;
  private static final int LATEST_OCCURRENCE = 3;

  /** Times that a SIGKILL is inflicted, beside each step once. */
  private static final int KILLS = 2;

  private final long seed;
  private final AlertRig rig;
  private final boolean forgetful;
  private final Random random;
  private final List<String> story = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param story what was inflicted, in order
   */
  record Outcome(long seed, Tally tally, List<String> story) {

    Outcome {
      story = List.copyOf(story);
    }
  }

  /**
   * @param forgetful whether messages are only in memory when it ends
   */
  AlertOrdeal(long seed, AlertRig rig, boolean forgetful) {
    this.seed = seed;
    this.rig = rig;
    this.forgetful = forgetful;
    random = new Random(seed);
  }

  @Override
  public Outcome call() throws IOException, InterruptedException {
    List<Step> blows = new ArrayList<>(List.of(Step.values()));
    for (int more = 1; more < KILLS; more++) {
      blows.add(Step.NONE);
    }
    Collections.shuffle(blows, random);
    for (Step blow : blows) {
      rig.publish();
      live(blow);
      rig.publish();
    }
    try (ChildJvm peace = start(Step.NONE, 1)) {
      long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
      while (!rig.tally().lost().isEmpty() && System.nanoTime() < giveUpAt && !forgetful) {
        if (peace.endsWithin(LOOK)) throw new AssertionError(peace.lines());
      }
    }
    return new Outcome(seed, rig.tally(), story);
  }

  private void live(Step step) throws IOException, InterruptedException {
    int occurrence = 1 + random.nextInt(LATEST_OCCURRENCE);
    try (ChildJvm child = start(step, occurrence)) {
      if (step == Step.NONE) {
        int millis = random.nextInt(LONGEST_LIFE_MILLIS);
        TimeUnit.MILLISECONDS.sleep(millis);
        story.add("SIGKILL after " + millis + " ms");
        child.kill();
        return;
      }
      long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
      while (!child.endsWithin(LOOK)) {
        rig.publish();
        if (System.nanoTime() > giveUpAt) throw new AssertionError(step + ": " + child.lines());
      }
      story.add("end " + step + " " + occurrence);
      int exit = child.await(LOOK);
      if (exit != HaltAfterFlush.EXIT_CODE) throw new AssertionError(exit + ": " + child.lines());
    }
  }

  private ChildJvm start(Step step, int occurrence) throws IOException {
    return ChildJvm.start(
        HaltingAlertingMain.class,
        List.of("-Xmx128m"),
        HaltingAlertingMain.arguments(new Order(step, occurrence, forgetful), rig.order()));
  }
}
