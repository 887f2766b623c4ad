package dev.leeway.bench.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that is simulated, in one go. */
public final class Simulation {

  /** A rule is quiet where it cries in no more than this share of streams without drift. */
  private static final double QUIET = 0.05;

  private final Plan plan;

  public Simulation(Plan plan) {
    this.plan = plan;
  }

  /** Runs on all processors until it is done. */
  public DecisionReport run(Progress progress) {
    try (Trials trials = new Trials(plan.seed(), progress)) {
      Delays delays = new Delays(plan, trials);
      List<Supplier<Delay>> atStart = start(delays, 0);
      List<Supplier<Delay>> later = start(delays, plan.goodEvents());
      List<Supplier<Dependent>> dependent = new DependentRows(plan, trials).start();
      List<FalseAlarm> falseAlarms = await(new FalseAlarms(plan, trials).start());
      List<Supplier<Delay>> quiet = startQuiet(delays, falseAlarms);
      return new DecisionReport(
          plan, falseAlarms, await(atStart), await(later), await(quiet), await(dependent));
    }
  }

  private static List<Supplier<Delay>> start(Delays delays, int goodEvents) {
    List<Supplier<Delay>> pending = new ArrayList<>();
    for (Shift shift : Shift.ALL) {
      for (Rule rule : Rules.OF_ONE_COLUMN) {
        pending.add(delays.start(new Delay.Setting(rule, shift, goodEvents, Delays.SMALL_WINDOW)));
      }
    }
    return pending;
  }

  /**
   * In the smallest windows in which each rule is quiet, which is how its user would have to run
   * it; rules that never are have none.
   */
  private List<Supplier<Delay>> startQuiet(Delays delays, List<FalseAlarm> falseAlarms) {
    List<Supplier<Delay>> pending = new ArrayList<>();
    for (Shift shift : Shift.ALL) {
      for (Rule rule : Rules.OF_ONE_COLUMN) {
        falseAlarms.stream()
            .filter(cell -> cell.rule().equals(rule.name()))
            .filter(cell -> cell.scenario().equals(shift.before().name()))
            .filter(cell -> cell.columns() == 1 && cell.everAlarm() <= QUIET)
            .mapToInt(FalseAlarm::rows)
            .min()
            .ifPresent(rows -> pending.add(delays.start(new Delay.Setting(rule, shift, 0, rows))));
      }
    }
    return pending;
  }

  private static <T> List<T> await(List<Supplier<T>> pending) {
    return pending.stream().map(Supplier::get).toList();
  }
}
