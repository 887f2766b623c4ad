package dev.leeway.app.meters;

import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of one model version, which come and go together. For one thread that tells. */
final class VersionMeters {

  private final MeterRegistry registry;
  private final Counter left;
  private final int most;

  /** A gauge holds its value weakly, so the values are held here: the bits of a double each. */
  private final Map<SeriesName, AtomicLong> values = new HashMap<>();

  private final Map<Tags, Counter> counters = new HashMap<>();
  private final Map<SeriesName, Gauge> gauges = new HashMap<>();

  /** What is shown, by kind and segment. */
  private final Map<String, Shown> windows = new HashMap<>();

  private Instant newest = Instant.MIN;

  /**
   * @param left counts what is not shown
   * @param most series
   */
  VersionMeters(MeterRegistry registry, Counter left, int most) {
    this.registry = registry;
    this.left = left;
    this.most = most;
  }

  private record SeriesName(String name, Tags tags) {}

  /**
   * What is shown of a kind and segment.
   *
   * @param series what the verdict alone has put there
   */
  private record Shown(Instant end, boolean judged, Set<SeriesName> series) {

    static final Shown NOTHING = new Shown(Instant.MIN, false, Set.of());
  }

  /** Whether no newer window of the verdict's kind and segment was there before. */
  boolean isNews(Verdict verdict) {
    Instant end = verdict.window().end();
    if (shown(verdict).end().isAfter(end)) return false;
    windows.put(place(verdict), new Shown(end, verdict.state() != State.UNKNOWN, Set.of()));
    if (end.isAfter(newest)) newest = end;
    return true;
  }

  /**
   * Shows the readings of a verdict in place of those of an older one, and takes away what only
   * that had. A window that cannot be judged, or not yet, takes the place of none that could.
   */
  void replace(Verdict verdict, List<Reading> readings) {
    Shown before = shown(verdict);
    Instant end = verdict.window().end();
    boolean judged = verdict.state() != State.UNKNOWN;
    if (before.end().isAfter(end) || (before.end().isBefore(end) && before.judged() && !judged)) {
      return;
    }
    Set<SeriesName> now = new HashSet<>();
    for (Reading reading : readings) {
      set(reading);
      now.add(new SeriesName(reading.name(), reading.tags()));
    }
    for (SeriesName gone : before.series()) {
      if (!now.contains(gone)) remove(gone);
    }
    windows.put(place(verdict), new Shown(end, judged, now));
    if (end.isAfter(newest)) newest = end;
  }

  private Shown shown(Verdict verdict) {
    return windows.getOrDefault(place(verdict), Shown.NOTHING);
  }

  private static String place(Verdict verdict) {
    return verdict.kind() + "|" + verdict.segment();
  }

  private void remove(SeriesName name) {
    values.remove(name);
    Gauge gauge = gauges.remove(name);
    if (gauge != null) registry.remove(gauge);
  }

  /** End of the newest window of any segment. */
  Instant newest() {
    return newest;
  }

  int size() {
    return gauges.size() + counters.size();
  }

  void count(String name, String description, Tags tags) {
    Counter counter = counters.get(tags);
    if (counter == null) {
      counter = Counter.builder(name).description(description).tags(tags).register(registry);
      counters.put(tags, counter);
    }
    counter.increment();
  }

  void set(Reading reading) {
    set(reading.name(), reading.description(), reading.tags(), reading.value());
  }

  void set(String name, String description, Tags tags, double value) {
    SeriesName key = new SeriesName(name, tags);
    AtomicLong held = values.get(key);
    if (held == null) {
      if (size() >= most) {
        left.increment();
        return;
      }
      held = new AtomicLong();
      values.put(key, held);
      gauges.put(
          key,
          Gauge.builder(name, held, bits -> Double.longBitsToDouble(bits.get()))
              .description(description)
              .tags(tags)
              .register(registry));
    }
    held.set(Double.doubleToLongBits(value));
  }

  /** Takes all of them out of the registry. */
  void forget() {
    left.increment(size());
    gauges.values().forEach(registry::remove);
    counters.values().forEach(registry::remove);
  }
}
