package dev.leeway.bench.decisions;

import dev.leeway.monitor.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Shows each rule AR(1) traffic without drift. */
final class DependentRows {

  private static final List<Double> RHOS = List.of(0.0, 0.5, 0.9, 0.99);
  private static final int ROWS = 200;
  private static final int COLUMNS = 10;

  private final Plan plan;
  private final Trials trials;

  DependentRows(Plan plan, Trials trials) {
    this.plan = plan;
    this.trials = trials;
  }

  /** Starts all of them; what is returned waits for one each. */
  List<Supplier<Dependent>> start() {
    List<Supplier<Dependent>> pending = new ArrayList<>();
    for (double rho : RHOS) {
      for (Rule rule : Rules.OF_ONE_COLUMN) {
        pending.add(start(rule, rho, 1));
      }
      if (rho > 0) pending.add(start(blocked(rho), rho, inflation(rho)));
    }
    return pending;
  }

  /**
   * How many rows of such traffic say as much about the mean as one independent row: (1 + rho) / (1
   * - rho), for long streams.
   */
  private static double inflation(double rho) {
    return Math.rint((1 + rho) / (1 - rho));
  }

  private static Rule blocked(double rho) {
    Decision usual = Decision.DEFAULT;
    return new LeewayRule(
        Rules.LEEWAY.name(),
        new Decision(
            usual.alpha(), usual.horizon(), usual.tolerance(), usual.minRows(), inflation(rho)));
  }

  private Supplier<Dependent> start(Rule rule, double rho, double rowsPerBlock) {
    Trials.Outcomes outcomes =
        trials.start(
            "dependent " + rho,
            plan.repetitions(rule, ROWS, COLUMNS),
            random -> everAlarms(rule, rho, random) ? 1 : 0);
    return () ->
        new Dependent(
            rule.name(),
            rho,
            rowsPerBlock,
            ROWS,
            COLUMNS,
            plan.windows(),
            outcomes.count(),
            Arrays.stream(outcomes.await()).average().orElseThrow());
  }

  /** The reference comes from the same kind of traffic, long before. */
  private boolean everAlarms(Rule rule, double rho, SplittableRandom random) {
    Window past = new AutocorrelatedTraffic(rho, COLUMNS, random).next(plan.reference());
    List<double[]> reference = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      reference.add(past.values(column));
    }
    Rule.Watch watch = rule.watch(new Past(0, reference, ROWS));
    Traffic traffic = new AutocorrelatedTraffic(rho, COLUMNS, random);
    return FalseAlarms.everAlarms(watch, traffic, ROWS, plan.windows());
  }
}
