package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.traffic.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the drift job beside bare readers of the same topic and beside a textbook's job, by
 * turns, each in processes of its own.
 */
public final class ThroughputBench {

  private static final int ROUNDS = 3;

  /** Stages of a round, filling, panes and live traffic. */
  private static final int STEPS = 4 * ROUNDS + 3;

  /** Event times lie so far back that every window is over when the last event has been read. */
  static final Duration BACK = Duration.ofHours(12);

  /** Windows of the topic that is filled beforehand; nobody waits long for the last of them. */
  static final String TIMING = "windows: [5m]\nidleTimeout: 1s";

  /** Models of live traffic, whatever their number elsewhere: each closes a pane a second. */
  private static final int LIVE_MODELS = 10;

  /** Most models of the textbook's job: what it shows does not hang on more. */
  private static final int TEXTBOOK_MODELS = 10;

  private final Ground ground;
  private final Setting setting;
  private final InstantSource clock;
  private final Progress progress;
  private final Jobs jobs;
  private final Map<Stage, List<Speed>> speeds = new EnumMap<>(Stage.class);
  private int done;

  public ThroughputBench(Ground ground, Setting setting, InstantSource clock, Progress progress) {
    this.ground = ground;
    this.setting = setting;
    this.clock = clock;
    this.progress = progress;
    jobs = new Jobs(setting, "bench");
  }

  /**
   * Takes about the setting's time: where it runs out, fewer rounds are made, but one at least.
   *
   * @throws ThroughputException if a stage fails or loses rows
   */
  public ThroughputReport run() throws InterruptedException {
    Instant start = clock.instant().minus(BACK);
    long events;
    long bytes;
    try (Site site = new Site(ground, setting.workload(), "bench", TIMING);
        Site apart = new Site(ground, of(textbookModels()), "bench-textbook", TIMING)) {
      try (Bulk bulk = site.bulk()) {
        events = bulk.fill(start, setting.filling());
      }
      step();
      Stages stages = new Stages(site, setting, jobs);
      Stages textbook = new Stages(apart, setting, jobs);
      rounds(stages, textbook, events, start);
      bytes = stages.bytesPerOpenPane();
      step();
    }
    Delays delays = live();
    step();
    Map<Stage, Rounds> rounds = new EnumMap<>(Stage.class);
    speeds.forEach((stage, each) -> rounds.put(stage, new Rounds(each)));
    return new ThroughputReport(setting, Machine.here(), events, rounds, bytes, delays);
  }

  private void rounds(Stages stages, Stages textbook, long events, Instant start)
      throws InterruptedException {
    long begun = System.nanoTime();
    long left = setting.time().minus(setting.filling()).minus(setting.live()).toNanos();
    for (int round = 0; round < ROUNDS; round++) {
      long used = System.nanoTime() - begun;
      if (round > 0 && used + used / round > left) return;
      add(Stage.RAW, stages.read(Stage.RAW));
      add(Stage.DECODE, stages.read(Stage.DECODE));
      add(Stage.JOB, stages.job(events));
      add(Stage.TEXTBOOK, textbook.textbook(start));
    }
  }

  private Delays live() throws InterruptedException {
    try (Site site = new Site(ground, of(LIVE_MODELS), "bench-live", LiveRun.TIMING)) {
      return new LiveRun(site, setting, jobs, clock).run();
    }
  }

  private int textbookModels() {
    return Math.min(TEXTBOOK_MODELS, setting.workload().models());
  }

  /** The workload with so many models, and without segments. */
  private Workload of(int models) {
    Workload all = setting.workload();
    return new Workload(all.form(), all.columns(), models, 1, all.partitions());
  }

  private void add(Stage stage, Speed speed) {
    speeds.computeIfAbsent(stage, name -> new ArrayList<>()).add(speed);
    step();
  }

  private void step() {
    progress.at(++done, STEPS);
  }
}
