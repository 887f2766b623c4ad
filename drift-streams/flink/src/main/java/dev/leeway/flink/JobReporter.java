package dev.leeway.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * Tells the parent process how the job is, on the output: one line each time that something has
 * changed. Counters are told as what they have grown by, those of tasks that have ended too, so
 * whoever adds up all lines of all processes has them whole, but for what a killed process had not
 * told yet.
 */
final class JobReporter implements MetricReporter, Scheduled {

  /** What a line begins with; the rest of it is JSON. */
  static final String REPORT = "leeway-flink report ";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that Flink has for what is told beside our own counters. */
  private static final String LAG = "pendingRecords";

  private static final String CHECKPOINTS = "numberOfCompletedCheckpoints";
  private static final String RESTARTS = "numRestarts";
  private static final String RUNNING = "runningState";
  private static final Set<String> GAUGES = Set.of(LAG, CHECKPOINTS, RESTARTS, RUNNING);

  private final PrintStream output;
  private final Map<String, Set<Gauge<?>>> gauges = new HashMap<>();
  private final IdentityHashMap<Counter, Grown> counters = new IdentityHashMap<>();
  private final Map<Series, Long> ended = new HashMap<>();
  private String last = "";
  private boolean running;

  JobReporter(PrintStream output) {
    this.output = output;
  }

  /**
   * What several counters count together.
   *
   * @param labels such as model and reason
   */
  private record Series(String name, Map<String, String> labels) {}

  /** A counter and how much of it has been told. */
  private static final class Grown {

    final Series series;
    long told;

    Grown(Series series) {
      this.series = series;
    }
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && DriftCounters.isOurs(group)) {
      counters.put(counter, new Grown(new Series(name, DriftCounters.labels(group))));
    } else if (metric instanceof Gauge<?> gauge && GAUGES.contains(name)) {
      gauges
          .computeIfAbsent(name, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
          .add(gauge);
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      Grown grown = counters.remove(counter);
      if (grown != null) ended.merge(grown.series, counter.getCount() - grown.told, Long::sum);
    } else if (metric instanceof Gauge<?> gauge) {
      gauges.getOrDefault(name, Set.of()).remove(gauge);
    }
  }

  @Override
  public synchronized void report() {
    ObjectNode report = JSON.createObjectNode();
    boolean runs = sum(RUNNING) > 0 && sum(CHECKPOINTS) > 0;
    report.put("running", runs);
    report.put("checkpoints", sum(CHECKPOINTS));
    report.put("restarts", sum(RESTARTS));
    report.put("lag", sum(LAG));
    ArrayNode growth = report.putArray("counters");
    tellGrowth(growth);
    String line = report.toString();
    // The same growth twice is news.
    if (!growth.isEmpty() || !line.equals(last)) output.println(REPORT + line);
    last = line;
    if (runs && !running) output.println(LocalCluster.RUNNING);
    running = runs;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {
    report();
  }

  private void tellGrowth(ArrayNode told) {
    Map<Series, Long> growth = new HashMap<>(ended);
    ended.clear();
    counters.forEach(
        (counter, grown) -> {
          long count = counter.getCount();
          growth.merge(grown.series, count - grown.told, Long::sum);
          grown.told = count;
        });
    growth.forEach(
        (series, by) -> {
          if (by == 0) return;
          ObjectNode one = told.addObject();
          one.put("name", series.name);
          one.put("by", by);
          ObjectNode labels = one.putObject("labels");
          new TreeMap<>(series.labels).forEach(labels::put);
        });
  }

  /** Of all tasks' gauges of a name; 0 while there is none. */
  private long sum(String name) {
    long sum = 0;
    for (Gauge<?> gauge : gauges.getOrDefault(name, Set.of())) {
      if (gauge.getValue() instanceof Number number) sum += number.longValue();
    }
    return sum;
  }
}
