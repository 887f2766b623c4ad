package dev.leeway.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.traffic.Workload;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a {@link ThroughputBench} measured.
 *
 * @param events on the topic
 * @param stages by what was measured, all rounds
 */
public record ThroughputReport(
    Setting setting,
    Machine machine,
    long events,
    Map<Stage, Rounds> stages,
    long bytesPerOpenPane,
    Delays delays) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ThroughputReport {
    stages = Collections.unmodifiableMap(new EnumMap<>(stages));
  }

  Rounds of(Stage stage) {
    Rounds rounds = stages.get(stage);
    if (rounds == null) throw new IllegalArgumentException("not measured: " + stage);
    return rounds;
  }

  /** Events per second and core as a multiple of another stage's. */
  double ratioTo(Stage stage) {
    return of(Stage.JOB).ratioTo(of(stage));
  }

  /** As tables for people. */
  public String toText(Paint paint) {
    return new ReportText(paint).of(this);
  }

  /** As one JSON object. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    Workload workload = setting.workload();
    root.put("engine", Words.of(setting.engine()));
    root.put("form", Words.of(workload.form()));
    root.put("columns", workload.columns());
    root.put("models", workload.models());
    root.put("segments", workload.segments());
    root.put("partitions", workload.partitions());
    root.put("instances", setting.instances());
    root.put("events", events);
    root.put("ratioToRaw", ratioTo(Stage.RAW));
    root.put("ratioToDecode", ratioTo(Stage.DECODE));
    root.put("ratioToTextbook", ratioTo(Stage.TEXTBOOK));
    root.put("bytesPerOpenPane", bytesPerOpenPane);
    root.put("eventsPerSecondPerCore", of(Stage.JOB).eventsPerSecondPerCore());
    root.put("paneToVerdictP50Seconds", delays.p50());
    root.put("paneToVerdictP99Seconds", delays.p99());
    root.put("paneToVerdictWindows", delays.windows());
    ObjectNode all = root.putObject("stages");
    stages.forEach((stage, rounds) -> rounds.writeTo(all.putObject(Words.of(stage))));
    machine.writeTo(root.putObject("machine"));
    return root.toPrettyString();
  }
}
