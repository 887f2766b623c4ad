package dev.leeway.bench.alerts;

import dev.leeway.bench.throughput.Closings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long it took until the webhook was told. */
final class Arrivals {

  /** By the moment at which the window could be closed: how long after it, in milliseconds. */
  private record Arrival(long closed, long delay) {}

  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * @param firstMillis when each transition came first
   */
  Arrivals(Closings closings, Map<Transition, Long> firstMillis) {
    Map<String, Map<Long, Long>> models = new HashMap<>();
    firstMillis.forEach(
        (transition, millis) -> {
          Long closed =
              models.computeIfAbsent(transition.model(), closings::of).get(transition.windowEnd());
          if (closed != null) arrivals.add(new Arrival(closed, millis - closed));
        });
  }

  /** Of windows that could be closed in that time. */
  List<Long> delays(long from, long to) {
    return arrivals.stream()
        .filter(arrival -> arrival.closed >= from && arrival.closed < to)
        .map(Arrival::delay)
        .toList();
  }
}
