package dev.leeway.bench.throughput;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * When panes could be closed at the earliest: once the broker had taken, in every partition, a
 * record of the model whose event time had reached the pane's end and grace. Until then no job may
 * know that the pane is complete.
 */
final class Closings {

  private final int partitions;
  private final long paneMillis;
  private final long graceMillis;

  /** By model and partition: the end of the pane that is closed next there. */
  private final Map<String, Map<Integer, Long>> next = new HashMap<>();

  /** By model and end of the pane: how many partitions have passed it, and when the last did. */
  private final Map<String, TreeMap<Long, Passed>> passed = new HashMap<>();

  private record Passed(int partitions, long lastMillis) {

    Passed also(long millis) {
      return new Passed(partitions + 1, Math.max(lastMillis, millis));
    }
  }

  Closings(int partitions, long paneMillis, long graceMillis) {
    this.partitions = partitions;
    this.paneMillis = paneMillis;
    this.graceMillis = graceMillis;
  }

  /** Takes a partition's records in their order; times in milliseconds of the epoch. */
  void take(int partition, String model, long eventMillis, long receivedMillis) {
    Map<Integer, Long> ends = next.computeIfAbsent(model, name -> new HashMap<>());
    long first = Math.floorDiv(eventMillis, paneMillis) * paneMillis + paneMillis;
    long end = ends.getOrDefault(partition, first);
    for (; end + graceMillis <= eventMillis; end += paneMillis) {
      TreeMap<Long, Passed> panes = passed.computeIfAbsent(model, name -> new TreeMap<>());
      panes.put(end, panes.getOrDefault(end, new Passed(0, 0)).also(receivedMillis));
    }
    ends.put(partition, end);
  }

  /** By the end of each pane that every partition has passed: when the last one did. */
  Map<Long, Long> of(String model) {
    Map<Long, Long> closed = new TreeMap<>();
    passed
        .getOrDefault(model, new TreeMap<>())
        .forEach(
            (end, pane) -> {
              if (pane.partitions == partitions) closed.put(end, pane.lastMillis);
            });
    return closed;
  }
}
