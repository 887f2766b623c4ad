package dev.leeway.flink;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Every counter the drift job registers with Flink, in the group {@code leeway}; docs/flink.md
 * lists the same names. For one task.
 */
final class DriftCounters {

  private static final String GROUP = "leeway";
  private static final Set<String> LABELS =
      Set.of("model", "reason", "cap", "kind", "fate", "detector");

  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<Integer, Long> open = new HashMap<>();

  DriftCounters(MetricGroup operator) {
    group = operator.addGroup(GROUP);
  }

  /** Whether a group is one of these counters'. */
  static boolean isOurs(MetricGroup group) {
    return Arrays.asList(group.getScopeComponents()).contains(GROUP);
  }

  /** What a counter of such a group counts by. */
  static Map<String, String> labels(MetricGroup group) {
    Map<String, String> labels = new HashMap<>();
    group
        .getAllVariables()
        .forEach(
            (name, value) -> {
              String plain = name.substring(1, name.length() - 1); // Flink writes <model>
              if (LABELS.contains(plain)) labels.put(plain, value);
            });
    return labels;
  }

  /** Predictions were counted and handed on. */
  void admitted(String model, long rows) {
    ofModel(model, "predictions").inc(rows);
  }

  /** A record went to the quarantine. */
  void quarantined(String reason) {
    counters
        .computeIfAbsent(
            "reason " + reason, key -> group.addGroup("reason", reason).counter("quarantined"))
        .inc();
  }

  /** Rows came after their window could be corrected. */
  void late(String model, long rows) {
    ofModel(model, "late_rows").inc(rows);
  }

  /** Something went to {@code __other__}. */
  void capped(String model, String cap, long times) {
    counters
        .computeIfAbsent(
            "capped " + model + "|" + cap,
            key -> group.addGroup("model", model).addGroup("cap", cap).counter("capped"))
        .inc(times);
  }

  /** A window closed for the first time. */
  void closed(String model) {
    ofModel(model, "windows_closed").inc();
  }

  /** What became of labels. */
  void label(String model, String fate, long number) {
    counters
        .computeIfAbsent(
            "label " + model + "|" + fate,
            key -> group.addGroup("model", model).addGroup("fate", fate).counter("labels"))
        .inc(number);
  }

  /** How many ids the join of a partition remembers now. */
  void open(int partition, long ids) {
    Long before = open.put(partition, ids);
    ofTask("open_predictions").inc(ids - (before == null ? 0 : before));
  }

  /** The task ends: what it remembers another will tell. */
  void close() {
    open.forEach((partition, ids) -> ofTask("open_predictions").dec(ids));
    open.clear();
  }

  /** Predictions could not be joined with labels. */
  void unjoined(String model, String reason, long number) {
    counters
        .computeIfAbsent(
            "unjoined " + model + "|" + reason,
            key -> group.addGroup("model", model).addGroup("reason", reason).counter("unjoined"))
        .inc(number);
  }

  /** A detector told that a model's errors are no longer what they were. */
  void detectorChanged(String model, String detector, long times) {
    ofDetector(model, detector, "detector_changes").inc(times);
  }

  /** A detector began to warn. */
  void detectorWarned(String model, String detector, long times) {
    ofDetector(model, detector, "detector_warnings").inc(times);
  }

  private Counter ofDetector(String model, String detector, String name) {
    return counters.computeIfAbsent(
        name + " " + model + "|" + detector,
        key -> group.addGroup("model", model).addGroup("detector", detector).counter(name));
  }

  /** Stored entries could not be read. */
  void damaged(String kind, long number) {
    counters
        .computeIfAbsent(
            "damaged " + kind, key -> group.addGroup("kind", kind).counter("damaged_entries"))
        .inc(number);
  }

  /** The breaker of the task opened: most of what it reads is bad. */
  void floodBegun() {
    ofTask("floods_begun").inc();
  }

  /** It closed. */
  void floodEnded() {
    ofTask("floods_ended").inc();
  }

  private Counter ofTask(String name) {
    return counters.computeIfAbsent(name, group::counter);
  }

  private Counter ofModel(String model, String name) {
    return counters.computeIfAbsent(
        model + "|" + name, key -> group.addGroup("model", model).counter(name));
  }
}
