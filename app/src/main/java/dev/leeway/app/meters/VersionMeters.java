package dev.leeway.app.meters;

import dev.leeway.verdict.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of one model version, which come and go together. For one thread that tells. */
final class VersionMeters {

  private final MeterRegistry registry;
  private final Counter left;
  private final int most;

  /** A gauge holds its value weakly, so the values are held here: the bits of a double each. */
  private final Map<SeriesName, AtomicLong> values = new HashMap<>();

  private final Map<Tags, Counter> counters = new HashMap<>();
  private final List<Meter> meters = new ArrayList<>();

  /** End of the window that is shown, by kind and segment. */
  private final Map<String, Instant> ends = new HashMap<>();

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

  /** Whether no newer window of the verdict's kind and segment was there before. */
  boolean isNews(Verdict verdict) {
    String of = verdict.kind() + "|" + verdict.segment();
    Instant end = verdict.window().end();
    if (ends.getOrDefault(of, Instant.MIN).isAfter(end)) return false;
    ends.put(of, end);
    if (end.isAfter(newest)) newest = end;
    return true;
  }

  /** End of the newest window of any segment. */
  Instant newest() {
    return newest;
  }

  int size() {
    return meters.size();
  }

  void count(String name, String description, Tags tags) {
    Counter counter = counters.get(tags);
    if (counter == null) {
      counter = Counter.builder(name).description(description).tags(tags).register(registry);
      counters.put(tags, counter);
      meters.add(counter);
    }
    counter.increment();
  }

  void set(QualityGauges.Reading reading) {
    set(reading.name(), reading.description(), reading.tags(), reading.value());
  }

  void set(String name, String description, Tags tags, double value) {
    SeriesName key = new SeriesName(name, tags);
    AtomicLong held = values.get(key);
    if (held == null) {
      if (meters.size() >= most) {
        left.increment();
        return;
      }
      held = new AtomicLong();
      values.put(key, held);
      meters.add(
          Gauge.builder(name, held, bits -> Double.longBitsToDouble(bits.get()))
              .description(description)
              .tags(tags)
              .register(registry));
    }
    held.set(Double.doubleToLongBits(value));
  }

  /** Takes all of them out of the registry. */
  void forget() {
    meters.forEach(registry::remove);
    left.increment(meters.size());
  }
}
