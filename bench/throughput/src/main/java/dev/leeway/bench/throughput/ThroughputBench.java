package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import java.time.InstantSource;

/** Measures the drift job beside bare readers of the same topic, by turns. */
public final class ThroughputBench {

  private static final int ROUNDS = 3;

  private final Ground ground;
  private final Setting setting;
  private final InstantSource clock;

  public ThroughputBench(Ground ground, Setting setting, InstantSource clock) {
    this.ground = ground;
    this.setting = setting;
    this.clock = clock;
  }

  public String run() throws InterruptedException {
    StringBuilder text = new StringBuilder();
    try (Site site = new Site(ground, setting.workload())) {
      site.prepare();
      long events = site.fill(setting.filling(), clock);
      text.append("events " + events + "\n");
      Stages stages = new Stages(ground, site, setting);
      for (int i = 0; i < ROUNDS; i++) {
        text.append("raw " + stages.read(Stage.RAW) + "\n");
        text.append("decode " + stages.read(Stage.DECODE) + "\n");
        text.append("job " + stages.job(events) + "\n");
      }
    }
    return text.toString();
  }
}
