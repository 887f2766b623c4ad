package dev.leeway.testkit;

import dev.leeway.monitor.Monitor;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.WindowSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What labels must come to, worked out from the log alone: of each prediction the label that became
 * known last, of each window and segment how many were right, and how far carriers are apart.
 * Shares nothing with the job.
 */
final class LabelRecount {

  /** The output column that holds the probability of a delay. */
  static final String SCORE = "p";

  private final Monitor monitor;
  private final Map<String, LabelRecord> newest = new TreeMap<>();
  private final SortedMap<String, Expected> windows = new TreeMap<>();

  private final Misses misses;

  /** What windows are of, by the key of their verdict. */
  private final Map<String, Place> places = new TreeMap<>();

  private record Place(String segment, Instant end) {}

  /** By the key of the whole window, then by carrier. */
  private final Map<String, Map<String, Decisions>> decisions = new TreeMap<>();

  /**
   * @param log predictions with ids of their own
   * @param labels in any order; no two of one prediction have the same time
   */
  LabelRecount(List<PredictionRecord> log, List<LabelRecord> labels, Monitor monitor) {
    this.monitor = monitor;
    misses = new Misses(monitor);
    for (LabelRecord label : labels) {
      newest.merge(
          label.getPredictionId(),
          label,
          (a, b) -> a.getLabelTime().isAfter(b.getLabelTime()) ? a : b);
    }
    log.forEach(this::count);
  }

  /** How many predictions a window has, how many of them a label, and how many of those agree. */
  record Expected(long predicted, long labelled, long right) {

    private Expected plus(Expected other) {
      return new Expected(
          predicted + other.predicted, labelled + other.labelled, right + other.right);
    }
  }

  /** By the key of the verdict on performance. */
  SortedMap<String, Expected> windows() {
    return windows;
  }

  /**
   * A measure between carriers in a window of all rows.
   *
   * @param key of the verdict on performance
   */
  OptionalDouble between(String key, PerformanceMeasure measure) {
    return Decisions.measure(measure, decisions.getOrDefault(key, Map.of()).values());
  }

  /** Whether the window is of all rows. */
  boolean isWhole(String key) {
    return decisions.containsKey(key);
  }

  /**
   * What is to be said of a change of errors.
   *
   * @param key of the verdict on performance
   */
  List<MeasuredPerformance> errors(String key) {
    Place place = places.get(key);
    if (place == null) throw new IllegalArgumentException("no window " + key);
    return misses.upTo(place.segment, place.end);
  }

  private void count(PredictionRecord row) {
    LabelRecord label = newest.get(row.getId());
    boolean delayed = row.getOutput().get(SCORE) instanceof Double score && score >= 0.5;
    boolean right = label != null && Boolean.valueOf(delayed).equals(label.getValue());
    Expected one = new Expected(1, label == null ? 0 : 1, right ? 1 : 0);
    String carrier = "carrier=" + row.getFeatures().get("carrier");
    for (String segment : List.of("", carrier)) {
      misses.predicted(segment, row.getEventTime());
      if (label != null) misses.labelled(segment, row.getEventTime(), right);
    }
    for (WindowSpec spec : monitor.windows()) {
      long time = row.getEventTime().toEpochMilli();
      long slide = spec.slide().toMillis();
      for (long start = time - time % slide;
          start > time - spec.size().toMillis();
          start -= slide) {
        Instant from = Instant.ofEpochMilli(start);
        for (String segment : List.of("", carrier)) {
          String key = key(row, segment, from, from.plus(spec.size()));
          windows.merge(key, one, Expected::plus);
          places.put(key, new Place(segment, from.plus(spec.size())));
        }
        decide(key(row, "", from, from.plus(spec.size())), carrier, delayed, label);
      }
    }
  }

  private void decide(String window, String carrier, boolean delayed, @Nullable LabelRecord label) {
    Decisions on =
        decisions
            .computeIfAbsent(window, unseen -> new TreeMap<>())
            .computeIfAbsent(carrier, unseen -> new Decisions());
    on.predicted(delayed);
    if (label != null) on.labelled(delayed, Boolean.TRUE.equals(label.getValue()));
  }

  private static String key(PredictionRecord row, String segment, Instant from, Instant to) {
    return String.join(
        "|",
        row.getModel(),
        row.getVersion(),
        segment,
        from.toString(),
        to.toString(),
        Verdict.Kind.PERFORMANCE.name());
  }
}
