package dev.leeway.bench.decisions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Shows each rule streams without drift and counts those in which it cries. */
final class FalseAlarms {

  private final Plan plan;
  private final Trials trials;

  FalseAlarms(Plan plan, Trials trials) {
    this.plan = plan;
    this.trials = trials;
  }

  /** Starts all of them; what is returned waits for one each. */
  List<Supplier<FalseAlarm>> start() {
    List<Supplier<FalseAlarm>> pending = new ArrayList<>();
    for (Scenario scenario : Scenario.ALL) {
      for (int columns : plan.columns()) {
        for (int rows : plan.rows()) {
          for (Rule rule : Rules.ALL) {
            pending.add(start(rule, scenario, rows, columns));
          }
        }
      }
    }
    return pending;
  }

  private Supplier<FalseAlarm> start(Rule rule, Scenario scenario, int rows, int columns) {
    Trials.Outcomes outcomes =
        trials.start(
            String.join(" ", "null", scenario.name(), rows + " x " + columns),
            plan.repetitions(rule, rows, columns),
            random -> everAlarms(rule, scenario.law(), new Shape(rows, columns), random) ? 1 : 0);
    return () ->
        new FalseAlarm(
            rule.name(),
            scenario.name(),
            rows,
            columns,
            plan.windows(),
            outcomes.count(),
            Arrays.stream(outcomes.await()).average().orElseThrow());
  }

  private record Shape(int rows, int columns) {}

  private boolean everAlarms(Rule rule, Law law, Shape shape, SplittableRandom random) {
    List<double[]> reference = new ArrayList<>();
    for (int column = 0; column < shape.columns; column++) {
      reference.add(IndependentTraffic.sample(law, plan.reference(), random));
    }
    Rule.Watch watch = rule.watch(new Past(law.categories(), reference, shape.rows));
    return everAlarms(watch, new IndependentTraffic(law, random), shape.rows, plan.windows());
  }

  /** Whether any of the next windows alarms. */
  static boolean everAlarms(Rule.Watch watch, Traffic traffic, int rows, int windows) {
    for (int window = 0; window < windows; window++) {
      if (watch.alarms(traffic.next(rows))) return true;
    }
    return false;
  }
}
