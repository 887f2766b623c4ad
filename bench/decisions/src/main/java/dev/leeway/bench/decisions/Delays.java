package dev.leeway.bench.decisions;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Shows each rule streams with a drift and measures when it is found. */
final class Delays {

  /** Small, so that the delay is the rule's and not the window's. */
  static final int SMALL_WINDOW = 50;

  private final Plan plan;
  private final Trials trials;

  Delays(Plan plan, Trials trials) {
    this.plan = plan;
    this.trials = trials;
  }

  /** Starts the trials of one setting; what is returned waits for them. */
  Supplier<Delay> start(Delay.Setting setting) {
    Trials.Outcomes outcomes =
        trials.start(
            String.join(" ", "delay", setting.shift().name(), "after " + setting.goodEvents()),
            plan.repetitions(),
            random -> delay(setting, random));
    return () -> Delay.of(setting, outcomes.await());
  }

  private long delay(Delay.Setting setting, SplittableRandom random) {
    Law before = setting.shift().before().law();
    int rows = setting.rows();
    double[] reference = IndependentTraffic.sample(before, plan.reference(), random);
    Rule.Watch watch =
        setting.rule().watch(new Past(before.categories(), List.of(reference), rows));
    Traffic good = new IndependentTraffic(before, random);
    if (FalseAlarms.everAlarms(watch, good, rows, setting.goodEvents() / rows)) {
      return Delay.ALARMED_BEFORE;
    }
    Traffic bad = new IndependentTraffic(setting.shift().after(), random);
    for (int events = rows; events <= plan.patience(); events += rows) {
      if (watch.alarms(bad.next(rows))) return events;
    }
    return Delay.NOT_FOUND;
  }
}
