package dev.leeway.merge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * By model, the time up to which windows have been forgotten: rows of panes that end by then are
 * too late. Kept, because what tides say can go back (an idle partition wakes up with old rows),
 * and rows of forgotten windows must not be told as if they were all. For one thread.
 */
final class Floors {

  private final BiConsumer<String, Instant> journal;
  private final Map<String, Instant> floors = new HashMap<>();

  /**
   * @param journal is told of each floor that rises
   */
  Floors(BiConsumer<String, Instant> journal) {
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

  /** Raises a model's floor; it never goes back. */
  void raise(String model, Instant floor) {
    if (!floor.isAfter(of(model))) return;
    floors.put(model, floor);
    journal.accept(model, floor);
  }
}
