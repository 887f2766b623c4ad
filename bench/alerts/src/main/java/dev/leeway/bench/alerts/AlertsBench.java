package dev.leeway.bench.alerts;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.throughput.ChildProcess;
import dev.leeway.bench.throughput.Closings;
import dev.leeway.bench.throughput.Delays;
import dev.leeway.bench.throughput.Engine;
import dev.leeway.bench.throughput.Filling;
import dev.leeway.bench.throughput.Ground;
import dev.leeway.bench.throughput.Jobs;
import dev.leeway.bench.throughput.Machine;
import dev.leeway.bench.throughput.PacedTraffic;
import dev.leeway.bench.throughput.Progress;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.throughput.Site;
import dev.leeway.bench.throughput.ThroughputException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends traffic in which models drift now and then through the drift job and through alerting,
 * first leaving alerting alone and then killing it again and again, and looks at what a webhook is
 * told and when.
 */
public final class AlertsBench {

  private static final String PREFIX = "bench-alerts";
  private static final long PANE_MILLIS = 1_000;
  private static final long GRACE_MILLIS = 1_000;
  private static final String TIMING = "pane: 1s\nwindows: [1s]\ngrace: 1s";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long STEP_MILLIS = 1_000;

  /** Until all windows of the time before have closed. */
  private static final long TAIL_MILLIS = 4_000;

  /** Between two kills: sometimes while alerting starts, sometimes long after. */
  private static final int SHORTEST_LIFE_MILLIS = 1_000;

  private static final int LONGEST_LIFE_MILLIS = 7_000;

  private final Ground ground;
  private final Plan plan;
  private final InstantSource clock;
  private final Progress progress;
  private long doneMillis;

  public AlertsBench(Ground ground, Plan plan, InstantSource clock, Progress progress) {
    this.ground = ground;
    this.plan = plan;
    this.clock = clock;
    this.progress = progress;
  }

  /** When alerting was left alone, and from when on no longer; milliseconds of the epoch. */
  private record Phases(long from, long kills, long to) {}

  /**
   * Takes about the plan's time.
   *
   * @throws ThroughputException if a process fails or nothing happens
   */
  public AlertsReport run() throws InterruptedException {
    try (Site site = new Site(ground, plan.workload(), PREFIX, TIMING);
        Receiver receiver = Receiver.start(clock);
        AlertingLives alerting = new AlertingLives(order(site, receiver), ground.folder())) {
      Phases phases = traffic(site, receiver, alerting);
      Set<Transition> expected = new VerdictLog(site).transitions();
      await(receiver, alerting, expected);
      Tally tally = Tally.of(expected, receiver.told());
      Closings closings = Closings.read(site, PANE_MILLIS, GRACE_MILLIS);
      Arrivals arrivals = new Arrivals(closings, tally.firstMillis());
      return new AlertsReport(
          plan,
          Machine.here(),
          tally,
          alerting.kills(),
          delays(arrivals, phases.from, phases.kills),
          delays(arrivals, phases.kills, phases.to));
    }
  }

  private AlertingOrder order(Site site, Receiver receiver) {
    return new AlertingOrder(
        ground.bootstrapServers(), ground.registryUri(), site.topics(), receiver.url());
  }

  private Phases traffic(Site site, Receiver receiver, AlertingLives alerting)
      throws InterruptedException {
    Setting setting =
        new Setting(Engine.KAFKA_STREAMS, plan.workload(), 1, plan.time(), Optional.empty());
    Jobs jobs = new Jobs(setting, PREFIX);
    List<ChildProcess> job = jobs.startDriftJob(site, jobs.application(Stage.JOB));
    DriftingTraffic events = new DriftingTraffic(plan.models(), plan.seed());
    try (Filling filling = site.filling(events)) {
      PacedTraffic traffic = new PacedTraffic(filling, clock, plan.eventsPerSecond());
      Runnable watching =
          () -> {
            job.forEach(ChildProcess::requireAlive);
            alerting.requireAlive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          };
      awaitFirst(traffic, receiver, watching);
      long from = clock.millis();
      run(traffic, plan.phaseMillis(), watching);
      long kills = clock.millis();
      killing(traffic, alerting, watching);
      long to = clock.millis();
      traffic.run(TAIL_MILLIS, watching);
      return new Phases(from, kills, to);
    } finally {
      job.forEach(ChildProcess::close);
    }
  }

  private void awaitFirst(PacedTraffic traffic, Receiver receiver, Runnable watching) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (receiver.told().stream().allMatch(told -> told.transition().fires())) {
      traffic.run(STEP_MILLIS, watching);
      if (System.nanoTime() > giveUpAt) {
        throw new ThroughputException("no alert has come and gone within " + PATIENCE);
      }
    }
  }

  private void run(PacedTraffic traffic, long millis, Runnable watching) {
    for (long left = millis; left > 0; left -= STEP_MILLIS) {
      step(traffic, Math.min(left, STEP_MILLIS), watching);
    }
  }

  private void killing(PacedTraffic traffic, AlertingLives alerting, Runnable watching)
      throws InterruptedException {
    SplittableRandom random = new SplittableRandom(plan.seed());
    long left = plan.phaseMillis();
    while (left > 0) {
      long life = random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS);
      run(traffic, Math.min(life, left), watching);
      left -= life;
      alerting.kill();
    }
  }

  private void step(PacedTraffic traffic, long millis, Runnable watching) {
    traffic.run(millis, watching);
    doneMillis += millis;
    progress.at(doneMillis, 2 * plan.phaseMillis());
  }

  private static void await(Receiver receiver, AlertingLives alerting, Set<Transition> expected)
      throws InterruptedException {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (!Tally.of(expected, receiver.told()).lost().isEmpty() && System.nanoTime() < giveUpAt) {
      alerting.requireAlive();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static Delays delays(Arrivals arrivals, long from, long to) {
    List<Long> delays = arrivals.delays(from, to);
    if (delays.isEmpty()) throw new ThroughputException("nothing was told in time");
    return Delays.of(delays);
  }
}
