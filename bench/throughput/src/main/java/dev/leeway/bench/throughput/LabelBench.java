package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what joining labels costs: the drift job over predictions without and with it, then,
 * with all of them open and the job started anew, over a label for each.
 */
public final class LabelBench {

  private static final int ROUNDS = 3;

  /** Filling, the job without labels, predictions, labels. */
  private static final int STEPS = 4 * ROUNDS;

  /** Corrections are told soon: nobody waits long for the last of them. */
  private static final String TIMING = ThroughputBench.TIMING + "\ncorrectionDelay: 1s";

  private static final String PERFORMANCE =
      "\nperformance: {task: binary, scoreColumn: probability}";

  private final Ground ground;
  private final Setting setting;
  private final InstantSource clock;
  private final Progress progress;
  private int done;

  public LabelBench(Ground ground, Setting setting, InstantSource clock, Progress progress) {
    this.ground = ground;
    this.setting = setting;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Takes as long as the events do: where the setting's time runs out, fewer rounds are made, but
   * one at least.
   *
   * @param open predictions, which all wait for their labels at once
   * @throws ThroughputException if the job fails or loses predictions or labels
   */
  public LabelReport run(long open) throws InterruptedException {
    List<LabelReport.Round> rounds = new ArrayList<>();
    long begun = System.nanoTime();
    long used = 0;
    while (rounds.size() < ROUNDS
        && used + used / Math.max(1, rounds.size()) <= setting.time().toNanos()) {
      rounds.add(round("labels-" + rounds.size(), open));
      used = System.nanoTime() - begun;
    }
    return new LabelReport(setting, Machine.here(), open, rounds);
  }

  private LabelReport.Round round(String name, long open) throws InterruptedException {
    Instant start = clock.instant().minus(ThroughputBench.BACK);
    Jobs jobs = new Jobs(setting, name);
    try (Site site = new Site(ground, setting.workload(), name, TIMING)) {
      try (Bulk bulk = site.bulk()) {
        bulk.fill(start, open);
      }
      step();
      Stages stages = new Stages(site, setting, jobs);
      Speed without = stages.job(open);
      step();
      site.watch(TIMING + PERFORMANCE);
      site.clearResults();
      String application = jobs.application(Stage.JOB);
      JobRun predictions = stages.job(application, open);
      step();
      long bytes = jobs.stateBytes(site, application);
      jobs.forgetState(site, application);
      try (Bulk bulk = site.labels()) {
        bulk.fill(start, open);
      }
      JobRun labels = stages.labels(application, open);
      step();
      return new LabelReport.Round(without, predictions, labels, bytes);
    }
  }

  private void step() {
    progress.at(++done, STEPS);
  }
}
