package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.window.Tides;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * By model, the time up to which windows have been forgotten: rows of panes that end by then are
 * too late. Kept, because what tides say can go back (an idle partition wakes up with old rows),
 * and rows of forgotten windows must not be told as if they were all. For one thread.
 */
final class Floors {

  private final MergeJournal journal;
  private final Map<String, Instant> floors = new HashMap<>();

  Floors(MergeJournal journal) {
    this.journal = journal;
  }

  Instant of(String model) {
    return floors.getOrDefault(model, Instant.MIN);
  }

  /** Puts back what the journal was told. */
  void restore(String model, Instant floor) {
    floors.put(model, floor);
  }

  /** Takes over all of the others. */
  void restore(Floors others) {
    floors.putAll(others.floors);
  }

  /**
   * Panes are too late when they are older by the horizon than what every busy partition has
   * passed. A partition that lags holds this back, so that its rows lose nothing.
   */
  void raise(Monitor monitor, Tides tides) {
    Instant reached = tides.reached(monitor.model(), monitor.timing().idleTimeout());
    Instant newest = tides.newest(monitor.model()).orElse(Instant.MIN);
    Instant passed = reached.isBefore(newest) ? reached : newest;
    if (passed.equals(Instant.MIN)) return;
    Instant floor = passed.minus(monitor.timing().horizon());
    if (!floor.isAfter(of(monitor.model()))) return;
    floors.put(monitor.model(), floor);
    journal.floor(monitor.model(), floor);
  }
}
