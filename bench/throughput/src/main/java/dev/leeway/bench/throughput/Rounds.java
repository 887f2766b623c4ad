package dev.leeway.bench.throughput;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One stage in all rounds, in their order. */
record Rounds(List<Speed> speeds) {

  Rounds {
    speeds = List.copyOf(speeds);
  }

  double cpuNanosPerEvent() {
    return median(Speed::cpuNanosPerEvent);
  }

  double collectorNanosPerEvent() {
    return median(Speed::collectorNanosPerEvent);
  }

  double compilerNanosPerEvent() {
    return median(Speed::compilerNanosPerEvent);
  }

  double eventsPerSecond() {
    return median(Speed::eventsPerSecond);
  }

  double eventsPerSecondPerCore() {
    return 1e9 / cpuNanosPerEvent();
  }

  /** Events per second and core as a multiple of another stage's. */
  double ratioTo(Rounds other) {
    return other.cpuNanosPerEvent() / cpuNanosPerEvent();
  }

  /** Whether every round was long enough to leave its start out. */
  boolean warm() {
    return speeds.stream().allMatch(Speed::warm);
  }

  private double median(ToDoubleFunction<Speed> figure) {
    double[] sorted = speeds.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
