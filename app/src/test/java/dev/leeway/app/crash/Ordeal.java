package dev.leeway.app.crash;

import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A drift job of two instances under load, and all that a seed inflicts on it: kills, halts between
 * a flush and its commit, a freeze longer than its session, leaving and joining. At the end one
 * instance is left.
 */
final class Ordeal implements Callable<Ordeal.Outcome> {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration HALTED = Duration.ofSeconds(45);

  /** A session is 10 s: the others take a frozen one's work over, and it does not know. */
  private static final long FREEZE_MILLIS = 13_000;

  private static final int BATCH = 30;
  private static final long BATCH_MILLIS = 100;

  /** Event time from one batch to the next. */
  private static final Duration STEP = Duration.ofMinutes(2);

  private final long seed;
  private final JobRig rig;
  private final CountDownLatch atWork;
  private final CountDownLatch brokerIsSafe;
  private final Random random;
  private final List<JobInstance> instances;
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final long started = System.nanoTime();

  /** What can happen to an instance. */
  enum Blow {
    KILL,
    HALT,
    FREEZE,
    LEAVE
  }

  /**
   * What all jobs share with whoever torments their broker.
   *
   * @param jobsToWaitFor those that have not counted anything yet
   * @param isSafe once nothing more happens to it
   */
  record Broker(CountDownLatch jobsToWaitFor, CountDownLatch isSafe) {

    static Broker of(int jobs) {
      return new Broker(new CountDownLatch(jobs), new CountDownLatch(1));
    }
  }

  /**
   * How it ended.
   *
   * @param story what was done and when
   * @param differences windows that were told with other rows than a recount has
   * @param missing acknowledged predictions that are not on the topic
   */
  record Outcome(long seed, List<String> story, List<String> differences, List<String> missing) {

    boolean isExact() {
      return differences.isEmpty() && missing.isEmpty();
    }
  }

  /**
   * @param folder for the instances' state
   * @param broker what is told to the broker's tormentor and by it
   */
  Ordeal(long seed, JobRig rig, DriftJobMain.Arguments first, Broker broker) {
    this.seed = seed;
    this.rig = rig;
    atWork = broker.jobsToWaitFor();
    brokerIsSafe = broker.isSafe();
    random = new Random(seed);
    instances = List.of(new JobInstance(first), new JobInstance(first.of("the-other")));
  }

  @Override
  public Outcome call() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    try (EventSender sender = rig.sender()) {
      Thread load = new Thread(() -> send(sender, enough), "load-" + seed);
      load.start();
      try {
        suffer();
        brokerIsSafe.await();
        haltEither();
        note("enough");
      } finally {
        enough.countDown();
        load.join();
      }
      sender.flush();
      note("the other leaves for good");
      instances.get(1).leave();
      return outcome(sender.acknowledged());
    } finally {
      instances.forEach(JobInstance::close);
    }
  }

  private void suffer() throws Exception {
    instances.get(0).start(List.of());
    instances.get(1).start(List.of());
    Awaitility.await().atMost(PATIENCE).until(() -> rig.progress() > 0);
    note("at work");
    atWork.countDown();
    for (Blow blow : blows()) {
      pause(500 + random.nextInt(2_500));
      inflict(blow, instances.get(random.nextInt(2)));
    }
  }

  private List<Blow> blows() {
    List<Blow> blows = new ArrayList<>(List.of(Blow.KILL, Blow.HALT, Blow.FREEZE, Blow.LEAVE));
    Collections.shuffle(blows, random);
    return blows;
  }

  private void inflict(Blow blow, JobInstance victim) throws Exception {
    note(blow + " " + victim.name());
    switch (blow) {
      case KILL -> {
        victim.jvm().kill();
        pause(random.nextInt(2_000));
      }
      case HALT -> {
        // It flushes only if it has partitions of predictions, and Kafka answers.
        victim.haltAfterFlush();
        if (!victim.jvm().endsWithin(HALTED)) {
          note("killed instead");
          victim.jvm().kill();
        }
      }
      case FREEZE -> {
        victim.jvm().freeze();
        pause(FREEZE_MILLIS);
        victim.jvm().goOn();
        return;
      }
      case LEAVE -> {
        victim.leave();
        pause(random.nextInt(2_000));
      }
    }
    note(victim.name() + " comes back");
    victim.start(List.of());
  }

  /** The instance that next flushes does not commit: the one blow that must hit. */
  private void haltEither() throws Exception {
    note("HALT either");
    for (JobInstance instance : instances) {
      instance.haltAfterFlush();
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> instances.stream().anyMatch(instance -> !instance.jvm().isAlive()));
    for (JobInstance instance : instances) {
      instance.commitAgain();
    }
    for (JobInstance instance : instances) {
      // The order may have reached both.
      if (!instance.jvm().endsWithin(Duration.ofSeconds(1))) continue;
      note(instance.name() + " comes back");
      instance.start(List.of());
    }
  }

  /** Event time moves on with every batch. */
  private void send(EventSender sender, CountDownLatch enough) {
    Traffic traffic = new Traffic(seed, "o" + seed);
    try {
      Instant at = Traffic.START;
      do {
        traffic.spread(BATCH, at, STEP, 1).forEach(sender::send);
        at = at.plus(STEP);
      } while (!enough.await(BATCH_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all is told, or more than all. */
  private Outcome outcome(List<String> acknowledged) throws Exception {
    Recount truth = rig.recount();
    long total = JobRig.all(truth.rows());
    note("%d acknowledged, %d on the topic".formatted(acknowledged.size(), total));
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> isSettled(truth, total));
    } catch (ConditionTimeoutException e) {
      note("not settled after " + PATIENCE);
    }
    note("done");
    return new Outcome(
        seed,
        List.copyOf(events),
        truth.differences(rig.rows()),
        List.copyOf(truth.missing(acknowledged)));
  }

  private boolean isSettled(Recount truth, long total) throws Exception {
    SortedMap<String, Long> told = rig.rows();
    return JobRig.all(told) > total || truth.differences(told).isEmpty();
  }

  private void note(String what) {
    events.add("%5d ms: %s".formatted((System.nanoTime() - started) / 1_000_000, what));
  }

  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }
}
