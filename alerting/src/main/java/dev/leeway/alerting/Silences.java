package dev.leeway.alerting;

import dev.leeway.alerting.Command.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** The silences people have set and not taken back. For one thread. */
final class Silences {

  private final TreeMap<String, Silence> byId = new TreeMap<>();

  Silences(Collection<Silence> silences) {
    silences.forEach(this::put);
  }

  void put(Silence silence) {
    byId.put(silence.id(), silence);
  }

  void remove(String id) {
    byId.remove(id);
  }

  /** Forgets those that are over. */
  void expire(Instant now) {
    byId.values().removeIf(silence -> !now.isBefore(silence.until()));
  }

  /** Those that are not over, by their ids. */
  Collection<Silence> all() {
    return byId.values();
  }

  /** The one that keeps the alert from being told at that time, if there is one. */
  Optional<Silence> of(AlertKey key, Instant time) {
    return byId.values().stream()
        .filter(silence -> time.isBefore(silence.until()) && silence.of().matches(key))
        .findFirst();
  }
}
