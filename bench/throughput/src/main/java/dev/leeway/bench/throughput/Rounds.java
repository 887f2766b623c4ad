package dev.leeway.bench.throughput;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

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
    return median(speeds.stream().mapToDouble(figure));
  }

  /** The middle one, or between the two in the middle. */
  static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  void writeTo(ObjectNode node) {
    node.put("cpuNanosPerEvent", cpuNanosPerEvent());
    node.put("collectorNanosPerEvent", collectorNanosPerEvent());
    node.put("compilerNanosPerEvent", compilerNanosPerEvent());
    node.put("eventsPerSecondPerCore", eventsPerSecondPerCore());
    node.put("eventsPerSecond", eventsPerSecond());
    ArrayNode each = node.putArray("rounds");
    for (Speed speed : speeds) {
      ObjectNode one = each.addObject();
      one.put("events", speed.events());
      one.put("cpuNanosPerEvent", speed.cpuNanosPerEvent());
      one.put("collectorNanosPerEvent", speed.collectorNanosPerEvent());
      one.put("compilerNanosPerEvent", speed.compilerNanosPerEvent());
      one.put("eventsPerSecond", speed.eventsPerSecond());
      one.put("warm", speed.warm());
    }
  }
}
