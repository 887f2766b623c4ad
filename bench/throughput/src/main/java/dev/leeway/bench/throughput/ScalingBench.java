package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.traffic.Workload;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the drift job on more and more of one thing at a time, each beside a bare reader of the
 * same topic.
 */
public final class ScalingBench {

  private final Ground ground;
  private final Setting usual;
  private final InstantSource clock;
  private final Progress progress;

  /**
   * @param usual what everything but the one thing is; its time is for all of it
   */
  public ScalingBench(Ground ground, Setting usual, InstantSource clock, Progress progress) {
    this.ground = ground;
    this.usual = usual;
    this.clock = clock;
    this.progress = progress;
  }

  /** What is more and more, and what it is measured with. */
  private record Variation(String what, int value, Setting setting) {}

  /** Measures everything once. Where a stage fails or loses rows the report says so. */
  public ScalingReport run() throws InterruptedException {
    List<Variation> variations = variations();
    List<ScalingReport.Row> rows = new ArrayList<>();
    for (Variation variation : variations) {
      Setting setting = variation.setting.within(usual.time().dividedBy(variations.size()));
      rows.add(row(variation, setting, rows.size()));
      progress.at(rows.size(), variations.size());
    }
    return new ScalingReport(usual, Machine.here(), rows);
  }

  private ScalingReport.Row row(Variation variation, Setting setting, int number)
      throws InterruptedException {
    try {
      ScalingReport.Found found = measure(setting, number);
      return new ScalingReport.Row(variation.what, variation.value, Optional.of(found), "");
    } catch (ThroughputException e) {
      return new ScalingReport.Row(
          variation.what, variation.value, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private ScalingReport.Found measure(Setting setting, int number) throws InterruptedException {
    Instant start = clock.instant().minus(ThroughputBench.BACK);
    Workload workload = setting.workload();
    try (Site site = new Site(ground, workload, "scaling-" + number, ThroughputBench.TIMING)) {
      long events;
      try (Bulk bulk = site.bulk()) {
        events = bulk.fill(start, setting.filling());
      }
      Stages stages = new Stages(site, setting, new Jobs(setting, "scaling-" + number));
      Speed raw = stages.read(Stage.RAW);
      Speed job = stages.job(events);
      return new ScalingReport.Found(events, raw, job);
    }
  }

  private List<Variation> variations() {
    Workload w = usual.workload();
    return Stream.of(
            IntStream.of(10, 30, 100, 300)
                .mapToObj(n -> of("columns", n, new Workload(w.form(), n, 1, 1, w.partitions()))),
            IntStream.of(1, 10, 100, 1_000)
                .mapToObj(
                    n ->
                        of("models", n, new Workload(w.form(), w.columns(), n, 1, w.partitions()))),
            IntStream.of(10, 100, 1_000)
                .mapToObj(
                    n ->
                        of(
                            "segments",
                            n,
                            new Workload(w.form(), w.columns(), 1, n, w.partitions()))),
            IntStream.of(1, 4, 16)
                .mapToObj(n -> of("partitions", n, new Workload(w.form(), w.columns(), 1, 1, n))),
            IntStream.of(1, 2).mapToObj(n -> new Variation("instances", n, usual.shared(n))))
        .flatMap(one -> one)
        .toList();
  }

  private Variation of(String what, int value, Workload workload) {
    return new Variation(what, value, usual.with(workload));
  }
}
