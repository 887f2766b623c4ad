package dev.leeway.monitor;

import static java.util.Collections.unmodifiableSet;
import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.labels.OpenPrediction;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Facet;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.verdict.Measure;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one model is watched. One YAML file each; docs/configuration.md lists the keys.
 *
 * @param model the model's name; all its versions share the monitor
 * @param windows what is compared with the reference; each a whole number of panes
 * @param segments columns or tags whose values are watched apart, for example {@code country}
 * @param columns what differs from the defaults, by column name
 * @param quality what must hold of every window
 * @param measures what is published of each column beside evidence and effect, as far as the column
 *     has it; empty for what is usual for its kind
 * @param multivariate whether columns are looked at together too; holds from the next reference
 * @param performance how its performance is watched; empty if it is not, and labels do not matter
 */
public record Monitor(
    String model,
    Timing timing,
    List<WindowSpec> windows,
    List<String> segments,
    SortedMap<String, ColumnPolicy> columns,
    Decision decision,
    Caps caps,
    QualityPolicy quality,
    Set<Measure> measures,
    boolean multivariate,
    Optional<PerformancePolicy> performance) {

  /**
   * @throws IllegalArgumentException if a window is not a whole number of panes or there is none,
   *     or a segment is named twice
   */
  public Monitor {
    requireNonNull(model, "model");
    requireNonNull(timing, "timing");
    requireNonNull(decision, "decision");
    requireNonNull(caps, "caps");
    requireNonNull(quality, "quality");
    requireNonNull(performance, "performance");
    windows = List.copyOf(windows);
    segments = List.copyOf(segments);
    columns = unmodifiableSortedMap(new TreeMap<>(columns));
    measures = unmodifiableSet(copy(measures));
    if (windows.isEmpty()) throw new IllegalArgumentException("a monitor needs a window");
    if (new HashSet<>(segments).size() != segments.size()) {
      throw new IllegalArgumentException("a segment twice: " + segments);
    }
    if (performance.isPresent() && segments.size() >= OpenPrediction.MAX_SERIES) {
      throw new IllegalArgumentException(
          "segments: with performance at most " + (OpenPrediction.MAX_SERIES - 1));
    }
    for (WindowSpec window : windows) {
      if (window.slide().toMillis() % timing.pane().toMillis() != 0) {
        throw new IllegalArgumentException(
            "window slide "
                + window.slide()
                + " is not a whole number of panes of "
                + timing.pane());
      }
    }
  }

  /** Without quality constraints and performance. */
  public Monitor(
      String model,
      Timing timing,
      List<WindowSpec> windows,
      List<String> segments,
      SortedMap<String, ColumnPolicy> columns,
      Decision decision,
      Caps caps) {
    this(
        model,
        timing,
        windows,
        segments,
        columns,
        decision,
        caps,
        QualityPolicy.NONE,
        Set.of(),
        false,
        Optional.empty());
  }

  /** The defaults: panes of a minute, tumbling windows of an hour. */
  public static Monitor withDefaults(String model) {
    return new Monitor(
        model,
        Timing.DEFAULT,
        List.of(WindowSpec.tumbling(Duration.ofHours(1))),
        List.of(),
        new TreeMap<>(Map.of()),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }

  /**
   * Start of the span that holds the given event time and lies in the same windows throughout: the
   * greatest common divisor of the windows' slides, from the epoch. Its panes need not be kept
   * apart once they are merged.
   */
  public Instant spanStart(Instant time) {
    long span = span();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), span) * span);
  }

  /** End of the span that holds the given event time. */
  public Instant spanEnd(Instant time) {
    return spanStart(time).plusMillis(span());
  }

  /**
   * The next event time at which a window closes, if all partitions have come as far; milliseconds
   * of the epoch.
   */
  public long closesAfter(long eventMillis) {
    long grace = timing.grace().toMillis();
    long next = Long.MAX_VALUE;
    for (WindowSpec window : windows) {
      long slide = window.slide().toMillis();
      next = Math.min(next, (Math.floorDiv(eventMillis - grace, slide) + 1) * slide + grace);
    }
    return next;
  }

  /**
   * How many windows of one segment there may be at once: those that lie open, and those that late
   * rows or labels can still correct. What is remembered grows with it.
   */
  public long windowsAtOnce() {
    Duration labels = performance.map(policy -> policy.terms().horizon()).orElse(Duration.ZERO);
    long correctable = Math.max(timing.horizon().toMillis(), labels.toMillis());
    long all = 0;
    for (WindowSpec window : windows) {
      all += (window.size().toMillis() + correctable) / window.slide().toMillis() + 1;
    }
    return all;
  }

  private long span() {
    long span = 0;
    for (WindowSpec window : windows) {
      span = gcd(window.slide().toMillis(), span);
    }
    return span;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The same with another policy of one column. */
  public Monitor with(String column, ColumnPolicy policy) {
    SortedMap<String, ColumnPolicy> all = new TreeMap<>(columns);
    all.put(column, policy);
    return with(new Changes(all, decision, quality, measures, multivariate, performance));
  }

  /** The same with another promise. */
  public Monitor with(Decision other) {
    return with(new Changes(columns, other, quality, measures, multivariate, performance));
  }

  /** The same with other quality constraints. */
  public Monitor with(QualityPolicy other) {
    return with(new Changes(columns, decision, other, measures, multivariate, performance));
  }

  /** The same with other measures. */
  public Monitor with(Set<Measure> other) {
    return with(new Changes(columns, decision, quality, other, multivariate, performance));
  }

  /** The same with columns looked at together too, or not. */
  public Monitor withMultivariate(boolean together) {
    return with(new Changes(columns, decision, quality, measures, together, performance));
  }

  /** The same with performance watched. */
  public Monitor with(PerformancePolicy other) {
    return with(
        new Changes(columns, decision, quality, measures, multivariate, Optional.of(other)));
  }

  private record Changes(
      SortedMap<String, ColumnPolicy> columns,
      Decision decision,
      QualityPolicy quality,
      Set<Measure> measures,
      boolean multivariate,
      Optional<PerformancePolicy> performance) {}

  private Monitor with(Changes to) {
    return new Monitor(
        model,
        timing,
        windows,
        segments,
        to.columns,
        to.decision,
        caps,
        to.quality,
        to.measures,
        to.multivariate,
        to.performance);
  }

  private static Set<Measure> copy(Set<Measure> measures) {
    Set<Measure> copy = EnumSet.noneOf(Measure.class);
    copy.addAll(measures);
    return copy;
  }

  /** What holds for the given column, or for a facet that is not named itself, for its column. */
  public ColumnPolicy column(String name) {
    ColumnPolicy policy = columns.get(name);
    if (policy == null) policy = columns.get(Facet.column(name));
    return policy == null ? ColumnPolicy.DEFAULT : policy;
  }

  /**
   * What holds for a column as it is counted: as by its name. But times go on, so that a window's
   * are never the reference's: they are compared only where the monitor says by what.
   */
  public ColumnPolicy column(ColumnLayout layout) {
    ColumnPolicy policy = column(layout.name());
    boolean asked = policy.tolerance().isPresent() || !policy.rules().equals(ColumnRules.NONE);
    return layout.isClock() && !asked ? policy.ignoring() : policy;
  }
}
